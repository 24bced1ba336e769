using System.Globalization;
using Sangam.Common.V1;
using Sangam.Indicators.V1;

namespace Portal.Wording;

/// <summary>Numbers, money and days as people in India write them, in the language of the page.</summary>
public static class Format
{
    private static readonly NumberFormatInfo Indian = new()
    {
        NumberGroupSizes = [3, 2],
        NumberGroupSeparator = ",",
        NumberDecimalDigits = 0,
        NegativeSign = "−",
    };

    /// <summary>1,03,250</summary>
    public static string Number(long number) => number.ToString("N0", Indian);

    /// <summary>₹ 1,03,250 or ₹ 1,03,250.50, from paise.</summary>
    public static string Rupees(long paise) =>
        $"₹ {Number(paise / 100)}{(paise % 100 == 0 ? "" : "." + Math.Abs(paise % 100).ToString("00", CultureInfo.InvariantCulture))}";

    /// <summary>Whole per cent; empty when there is nothing to divide by.</summary>
    public static string Percent(long part, long whole) =>
        whole == 0 ? "" : $"{Math.Round(100m * part / whole, MidpointRounding.AwayFromZero):0}%";

    /// <summary>5 March 2026; empty for no day.</summary>
    public static string Day(Date? day) => day is null ? "" : Day(day.ToDateOnly());

    public static string Day(DateOnly day) => $"{day.Day} {MonthName(day.Month)} {day.Year}";

    /// <summary>5 March 2026, 16:05, by India's clock.</summary>
    public static string Moment(DateTimeOffset at)
    {
        var here = at.ToOffset(TimeSpan.FromMinutes(330));
        return $"{Day(DateOnly.FromDateTime(here.DateTime))}, {here:HH:mm}";
    }

    /// <summary>"today", "yesterday", "in 3 days", "4 days ago"; the day itself when that is more than a week off.</summary>
    public static string Near(DateOnly day, DateOnly today) =>
        (day.DayNumber - today.DayNumber) switch
        {
            0 => Words.Common["today"],
            -1 => Words.Common["yesterday"],
            1 => Words.Common["tomorrow"],
            > 1 and <= 7 and var days => Words.Common["in {0} days", days],
            < -1 and >= -7 and var days => Words.Common["{0} days ago", -days],
            _ => Day(day),
        };

    /// <summary>March 2026</summary>
    public static string Month(int year, int month) => $"{MonthName(month)} {year}";

    /// <summary>March 2026 · January to March 2026 · April 2025 to March 2026</summary>
    public static string Period(Period period)
    {
        if (period.Type is PeriodType.Month or PeriodType.Unspecified)
            return Month(period.Year, period.Month);
        var last = new DateOnly(period.Year, period.Month, 1).AddMonths(period.Type == PeriodType.Quarter ? 2 : 11);
        return period.Year == last.Year
            ? Words.Common["{0} to {1}", MonthName(period.Month), Month(last.Year, last.Month)]
            : Words.Common["{0} to {1}", Month(period.Year, period.Month), Month(last.Year, last.Month)];
    }

    public static DateOnly ToDateOnly(this Date day) => new(day.Year, day.Month, day.Day);

    private static string MonthName(int month) => CultureInfo.CurrentUICulture.DateTimeFormat.GetMonthName(month);
}
