using System.Globalization;
using System.Text.RegularExpressions;
using Indicators.Figures;

namespace Indicators.Exchange;

/// <summary>
/// How DHIS2 writes periods (<c>202606</c>, <c>2026Q2</c>, <c>2026</c>, <c>2026April</c> for the financial year from April
/// 2026) and how ADX does (<c>2026-06-01/P1M</c>).
/// </summary>
public static partial class PeriodCode
{
    public static string Dhis2(Period period) =>
        period.Type switch
        {
            V1.PeriodType.Month => period.First.ToString("yyyyMM", CultureInfo.InvariantCulture),
            V1.PeriodType.Quarter => string.Create(CultureInfo.InvariantCulture, $"{period.First.Year}Q{(period.First.Month + 2) / 3}"),
            V1.PeriodType.FinancialYear => string.Create(CultureInfo.InvariantCulture, $"{period.First.Year}April"),
            _ => period.First.Year.ToString(CultureInfo.InvariantCulture),
        };

    public static string Adx(Period period) =>
        period.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        + period.Type switch
        {
            V1.PeriodType.Month => "/P1M",
            V1.PeriodType.Quarter => "/P3M",
            _ => "/P1Y",
        };

    /// <summary>The period that is written in either way, or null when it is none that figures are made for.</summary>
    public static Period? Read(string text) =>
        OfDhis2().Match(text) is { Success: true } dhis2 ? OfDhis2(dhis2)
        : OfAdx().Match(text) is { Success: true } adx ? OfAdx(adx)
        : null;

    private static Period? OfDhis2(Match match)
    {
        var year = Number(match.Groups[1]);
        var month = match.Groups["month"];
        var quarter = match.Groups["quarter"];
        return month.Success ? Of(V1.PeriodType.Month, year, Number(month))
            : quarter.Success ? Of(V1.PeriodType.Quarter, year, Number(quarter) * 3 - 2)
            : match.Groups["april"].Success ? Of(V1.PeriodType.FinancialYear, year, 4)
            : Of(V1.PeriodType.Year, year, 1);
    }

    private static Period? OfAdx(Match match)
    {
        var year = Number(match.Groups[1]);
        var month = Number(match.Groups[2]);
        return match.Groups["length"].Value switch
        {
            "1M" => Of(V1.PeriodType.Month, year, month),
            "3M" => Of(V1.PeriodType.Quarter, year, month),
            _ => Of(month == 4 ? V1.PeriodType.FinancialYear : V1.PeriodType.Year, year, month),
        };
    }

    private static Period? Of(V1.PeriodType type, int year, int month) =>
        Period.Read(
            new()
            {
                Type = type,
                Year = year,
                Month = month,
            }
        );

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^([0-9]{4})((?<month>[0-9]{2})|Q(?<quarter>[1-4])|(?<april>April))?\\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OfDhis2();

    [GeneratedRegex("^([0-9]{4})-([0-9]{2})-01/P(?<length>1M|3M|1Y)\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfAdx();
}
