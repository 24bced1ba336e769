using Indicators.Figures;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Values;

internal static class WordsOfCells
{
    /// <summary>What stands of what was entered: of each cell its latest word, unless that took it back.</summary>
    public static IQueryable<EnteredValue> StandingValues(this IndicatorsDb db) =>
        db.EnteredValues.FromSql($"select * from standing_value").AsNoTracking();

    /// <summary>Every word that was entered for one cell of a period, also what was put right or taken back.</summary>
    public static IQueryable<EnteredValue> WordsOf(this IndicatorsDb db, GivenValue cell, Period period) =>
        db
            .EnteredValues.AsNoTracking()
            .Where(v =>
                v.Indicator == cell.Indicator
                && v.Part == cell.Part
                && v.PeriodType == period.Type
                && v.FirstDay == period.First
                && v.AgeBand == cell.AgeBand
                && v.Gender == cell.Gender
            );
}
