using Sangam.Common.V1;
using Sangam.Indicators.V1;

namespace Demo.Planning;

/// <summary>A financial year, from 1 April of <paramref name="Start"/>. Its months are counted from nought.</summary>
internal sealed record Year(int Start)
{
    /// <summary>India's today.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow + new TimeSpan(5, 30, 0));

    public static Year LastCompleted() => new(Of(Today).Start - 1);

    public static Year Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    public Period Period =>
        new()
        {
            Type = PeriodType.FinancialYear,
            Year = Start,
            Month = 4,
        };

    public DateOnly First(int month) => new DateOnly(Start, 4, 1).AddMonths(month);

    public Period Month(int month) =>
        new()
        {
            Type = PeriodType.Month,
            Year = First(month).Year,
            Month = First(month).Month,
        };

    /// <summary>A day of a month, from 1 to 28.</summary>
    public Date Day(int month, int day) => ToDate(First(month).AddDays(day - 1));

    public static Date ToDate(DateOnly day) =>
        new()
        {
            Year = day.Year,
            Month = day.Month,
            Day = day.Day,
        };

    public override string ToString() => $"{Start}–{(Start + 1) % 100:00}";
}
