using System.Globalization;
using Indicators.Figures;

namespace Indicators.Exchange;

/// <summary>Which figures are asked for, in DHIS2's parameters. Its own codes say what is wrong with them (E2xxx).</summary>
/// <param name="Collectives">Codes; empty for all that the caller may see.</param>
/// <param name="IsWanted">Whether a value is one of those that are asked for.</param>
public sealed record ExportQuery(
    IReadOnlyList<Period> Periods,
    IReadOnlySet<string> Collectives,
    string DataSet,
    Func<ValueKey, Period, bool> IsWanted,
    Catalogue Names
)
{
    /// <summary>Five years of months.</summary>
    public const int MostPeriods = 60;

    /// <exception cref="Refusal">
    /// <c>E2001</c> no such data set or data element; <c>E2002</c> no period; <c>E2003</c> periods and days at once;
    /// <c>E2004</c> the days are the wrong way round;
    /// <c>E1101</c> not a period, <c>E1100</c> not a day; <c>not_kept</c> for what is not kept here; <c>bad_scheme</c>;
    /// <c>too_many_periods</c>.
    /// </exception>
    public static ExportQuery Read(ExportParameters asked, DateOnly today)
    {
        var names = Catalogue.Of(asked.IdScheme);
        if (asked.LastUpdated is { Length: > 0 } || asked.IncludeDeleted is { Length: > 0 } and not "false")
            throw Refusal.NotNow(
                "not_kept",
                "Neither lastUpdated nor includeDeleted can be asked for: "
                    + "a figure is made when it is asked for, and what was taken back is not sent."
            );
        var sets = Many(asked.DataSet);
        var elements = Many(asked.DataElement);
        if (sets.FirstOrDefault(set => !names.IsDataSet(set)) is { } noSet)
            throw Refusal.NotNow("E2001", $"There is no data set {Shown(noSet)}.");
        if (elements.FirstOrDefault(element => !names.IsElement(element)) is { } noElement)
            throw Refusal.NotNow("E2001", $"There is no data element {Shown(noElement)}.");
        return new(
            ReadPeriods(asked, today),
            Many(asked.OrgUnit),
            sets.Count == 1 ? sets.First() : "",
            (key, period) =>
                (elements.Count == 0 || elements.Contains(names.ElementOf(key)))
                && (sets.Count == 0 || sets.Any(set => names.IsIn(set, key, period.Type))),
            names
        );
    }

    /// <summary>
    /// The periods that a query names, in order: <c>period</c>, or the months between <c>startDate</c> and <c>endDate</c>.
    /// </summary>
    public static IReadOnlyList<Period> ReadPeriods(PeriodParameters asked, DateOnly today)
    {
        var named = Many(asked.Period);
        var start = Day(asked.StartDate, "startDate");
        var end = Day(asked.EndDate, "endDate");
        if (named.Count > 0 && (start ?? end) is not null)
            throw Refusal.NotNow("E2003", "Ask for periods or for the days between two, not for both.");
        var periods = named.Select(Named).ToList();
        if (start is { } first && end is { } last)
            periods.AddRange(MonthsWithin(first, last).Take(MostPeriods + 1));
        else if (named.Count == 0)
            throw Refusal.NotNow("E2002", "Say for which period: period=202606, or startDate and endDate.");
        if (periods.Count > MostPeriods)
            throw Refusal.NotNow("too_many_periods", $"At most {MostPeriods} periods can be asked for at once.");
        return [.. periods.Where(p => p.First <= today).Distinct()];
    }

    private static Period Named(string text) =>
        PeriodCode.Read(text)
        ?? throw Refusal.NotNow(
            "E1101",
            $"{Shown(text)} is no period. " + "Write a month as 202606, a quarter as 2026Q2, a year as 2026, a financial year as 2026April."
        );

    /// <summary>The months that lie wholly between two days, both included.</summary>
    private static IEnumerable<Period> MonthsWithin(DateOnly first, DateOnly last)
    {
        if (first > last)
            throw Refusal.NotNow("E2004", "startDate must not be after endDate.");
        for (var month = Period.Month(first); month.Last <= last; month = Period.Month(month.First.AddMonths(1)))
            if (month.First >= first)
                yield return month;
    }

    private static HashSet<string> Many(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static DateOnly? Day(string? text, string name) =>
        string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= Period.EarliestYear and <= Period.LatestYear
            ? day
        : throw Refusal.NotNow("E1100", $"{name} must be a day, written as 2026-06-30.");

    /// <summary>What somebody wrote, fit to be said back.</summary>
    internal static string Shown(string text) => string.Concat(text.Where(c => !char.IsControl(c)).Take(40));
}
