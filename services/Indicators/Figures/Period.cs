using System.Globalization;

namespace Indicators.Figures;

/// <summary>A month, a calendar quarter, a calendar year or a financial year of India (April to March), named by its first day.</summary>
public readonly record struct Period(V1.PeriodType Type, DateOnly First)
{
    public const int EarliestYear = 2000;
    public const int LatestYear = 2199;

    public DateOnly Last => First.AddMonths(Length).AddDays(-1);

    public IEnumerable<Period> Months
    {
        get
        {
            var first = First;
            return Enumerable.Range(0, Length).Select(n => Month(first.AddMonths(n)));
        }
    }

    /// <summary>Whether the other lies in it; a period does not lie in itself.</summary>
    public bool Contains(Period other) => other.Length < Length && First <= other.First && other.Last <= Last;

    /// <summary>The period of the same kind that is so many before this one.</summary>
    public Period Earlier(int count) => this with { First = First.AddMonths(-count * Length) };

    private int Length =>
        Type switch
        {
            V1.PeriodType.Month => 1,
            V1.PeriodType.Quarter => 3,
            _ => 12,
        };

    public static Period Month(DateOnly day) => new(V1.PeriodType.Month, new(day.Year, day.Month, 1));

    /// <summary>A month that has begun.</summary>
    /// <exception cref="Refusal"><c>out_of_range</c>, <c>in_the_future</c>.</exception>
    public static Period Month(int year, int month, DateOnly today) => Begun(new(V1.PeriodType.Month, FirstDay(year, month)), today);

    /// <summary>The period in a request.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>unknown_choice</c>, <c>out_of_range</c>, <c>no_such_period</c>: no quarter
    /// or year begins with that month; <c>in_the_future</c>.</exception>
    public static Period From(V1.Period? message, DateOnly today)
    {
        if (message is null)
            throw Refusal.Invalid("period", "required", "Choose a period.");
        var period = new Period(Input.Choice(message.Type, "type"), FirstDay(message.Year, message.Month));
        return period.Exists
            ? Begun(period, today)
            : throw Refusal.Invalid(
                "month",
                "no_such_period",
                "A quarter begins in January, April, July or October, a year in January, a financial year in April."
            );
    }

    /// <summary>
    /// The periods that end with a month: itself, and the quarter, the financial year and the calendar year when they do.
    /// </summary>
    public static IEnumerable<Period> EndingWith(Period month)
    {
        yield return month;
        if (month.First.Month % 3 == 0)
            yield return new(V1.PeriodType.Quarter, month.First.AddMonths(-2));
        if (month.First.Month == 3)
            yield return new(V1.PeriodType.FinancialYear, month.First.AddMonths(-11));
        if (month.First.Month == 12)
            yield return new(V1.PeriodType.Year, month.First.AddMonths(-11));
    }

    public V1.Period ToMessage() =>
        new()
        {
            Type = Type,
            Year = First.Year,
            Month = First.Month,
        };

    /// <summary>As ISO 8601 writes it: <c>2026-04/P1M</c>, <c>P3M</c>, <c>P1Y</c>.</summary>
    public override string ToString() =>
        First.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        + Type switch
        {
            V1.PeriodType.Month => "/P1M",
            V1.PeriodType.Quarter => "/P3M",
            _ => "/P1Y",
        };

    /// <summary>The period a message names, or none when there is no such period.</summary>
    public static Period? Read(V1.Period? message)
    {
        if (
            message is not { Year: >= EarliestYear and <= LatestYear, Month: >= 1 and <= 12 }
            || message.Type == V1.PeriodType.Unspecified
            || !Enum.IsDefined(message.Type)
        )
            return null;
        var period = new Period(message.Type, new(message.Year, message.Month, 1));
        return period.Exists ? period : null;
    }

    private bool Exists =>
        Type switch
        {
            V1.PeriodType.Month => true,
            V1.PeriodType.Quarter => First.Month % 3 == 1,
            V1.PeriodType.Year => First.Month == 1,
            _ => First.Month == 4,
        };

    private static DateOnly FirstDay(int year, int month) =>
        new(Input.Between(year, EarliestYear, LatestYear, "year"), Input.Between(month, 1, 12, "month"), 1);

    private static Period Begun(Period period, DateOnly today) =>
        period.First <= today ? period : throw Refusal.Invalid("period", "in_the_future", "This period has not begun yet.");
}
