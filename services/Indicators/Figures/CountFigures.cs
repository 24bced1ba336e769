using Indicators.Dictionary;
using Indicators.Figures.Counting;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Common.V1;

namespace Indicators.Figures;

public static class CountedFigures
{
    /// <summary>
    /// The collective's figures of these periods by the current dictionary, in its order, from the facts as they stand and from
    /// what was entered by hand: nothing is suppressed. A unique figure is counted over its whole period and never added up
    /// from shorter ones; a ratio keeps its two parts and is never averaged. There is no figure of what was neither counted nor
    /// entered: it is missing, not 0.
    /// </summary>
    /// <remarks>
    /// An entered value takes the place of what was counted in its period. A sum adds it to what was counted in the other
    /// months; how things stood on the last day is what was entered of the last month; what can only be counted anew is missing
    /// in a longer period of which a part was entered, unless it was entered itself.
    /// </remarks>
    /// <param name="cells">Also by age band and gender, see <see cref="Figure"/>, right after the figure that they are cells of.</param>
    public static async Task<IReadOnlyList<Figure>> CountAsync(
        this IndicatorsDb db,
        IReadOnlyList<Period> periods,
        CancellationToken cancellationToken,
        bool cells = false
    )
    {
#pragma warning disable RS0030 // SqlQueryRaw: the text is put together from files of this service alone, and all values are parameters.
        var rows = await db.Database.SqlQueryRaw<Row>(CountingStatement.Text, Parameters(periods, cells)).ToListAsync(cancellationToken);
#pragma warning restore RS0030
        return
        [
            .. rows.Select(r => (At: (r.Period, r.Rule, Age: Enum.Parse<AgeBand>(r.AgeBand), Gender: Enum.Parse<Gender>(r.Gender)), Row: r))
                .OrderBy(r => r.At)
                .Select(r => FigureOf(r.Row, periods[r.At.Period - 1], r.At.Age, r.At.Gender)),
        ];
    }

    private static object[] Parameters(IReadOnlyList<Period> periods, bool cells) =>
        [
            new NpgsqlParameter<string[]>("types", [.. periods.Select(p => $"{p.Type}")]),
            new NpgsqlParameter<DateOnly[]>("firsts", [.. periods.Select(p => p.First)]),
            new NpgsqlParameter<DateOnly[]>("lasts", [.. periods.Select(p => p.Last)]),
            new NpgsqlParameter<DateOnly>("earliest", periods.Min(p => p.First)),
            new NpgsqlParameter<DateOnly>("latest", periods.Max(p => p.Last)),
            new NpgsqlParameter<string>("rules", CountingStatement.Rules),
            new NpgsqlParameter<bool>("cells", cells),
        ];

    private static Figure FigureOf(Row row, Period period, AgeBand ageBand, Gender gender)
    {
        var (indicator, part) = IndicatorDictionary.Current.Parts[row.Rule];
        return new(indicator.Code, part.Part, part.Type, period, row.Value, row.Denominator)
        {
            Span = part.Span,
            AgeBand = ageBand,
            Gender = gender,
            Entered = row.Entered,
        };
    }

    private sealed record Row(int Period, int Rule, string AgeBand, string Gender, long Value, long? Denominator, bool Entered);
}
