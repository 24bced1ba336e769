using System.Globalization;
using Sangam.Indicators.V1;

namespace Portal.Figures;

/// <summary>
/// How an address names a period: <c>month-2026-03</c>, <c>quarter-2026-01</c>, <c>year-2025-04</c>,
/// <c>calendar-year-2025-01</c>; by its first month.
/// </summary>
public static class PeriodName
{
    private const int MonthLength = 7;
    private static readonly (PeriodType Type, string Word)[] Words =
    [
        (PeriodType.FinancialYear, "year"),
        (PeriodType.Year, "calendar-year"),
        (PeriodType.Quarter, "quarter"),
        (PeriodType.Month, "month"),
    ];

    /// <summary>The kinds of period, the longest first.</summary>
    public static IEnumerable<PeriodType> Types => Words.Select(word => word.Type);

    public static string Word(PeriodType type) => Words.First(word => word.Type == type).Word;

    /// <summary>What periods of a type are called, in the reader's language.</summary>
    public static string Kind(PeriodType type) =>
        type switch
        {
            PeriodType.FinancialYear => Wording.Words.Common["Financial years"],
            PeriodType.Year => Wording.Words.Common["Calendar years"],
            PeriodType.Quarter => Wording.Words.Common["Quarters"],
            _ => Wording.Words.Common["Months"],
        };

    public static string Of(Period period) => $"{Words.First(word => word.Type == period.Type).Word}-{OfMonth(period.Year, period.Month)}";

    public static string OfMonth(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");

    /// <summary>The period of a name; null for anything else.</summary>
    public static Period? Read(string? name)
    {
        // calendar-year-2026-01: the month is the last seven letters
        var dash = name is { Length: > MonthLength } ? name.Length - MonthLength - 1 : -1;
        if (dash < 0 || name![dash] != '-' || !TryMonth(name[(dash + 1)..], out var first))
            return null;
        var type = Words.FirstOrDefault(word => word.Word == name[..dash]).Type;
        return type == PeriodType.Unspecified
            ? null
            : new()
            {
                Type = type,
                Year = first.Year,
                Month = first.Month,
            };
    }

    public static bool TryMonth(string? name, out DateOnly first) =>
        DateOnly.TryParseExact(name + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first);
}
