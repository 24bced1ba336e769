using Sangam.Common.V1;

namespace Sangam;

/// <summary>Time as the collectives live it: a day is a day in India, a financial year runs from April to March.</summary>
public static class India
{
    /// <summary>Ahead of UTC, the whole year: there is no daylight saving since 1945.</summary>
    public static readonly TimeSpan Offset = new(5, 30, 0);

    extension(TimeProvider clock)
    {
        public DateOnly Today => DayOf(clock.GetUtcNow());

        /// <summary>Now, to the microsecond that PostgreSQL keeps, so that what was answered equals what is read back.</summary>
        public DateTimeOffset Now
        {
            get
            {
                var now = clock.GetUtcNow();
                return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
            }
        }
    }

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);

    /// <summary>The middle of a day, for what is only known by its day.</summary>
    public static DateTimeOffset NoonOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), Offset).ToUniversalTime();

    /// <summary>The year in which the day's financial year began: 2025 for 31 March 2026.</summary>
    public static int FinancialYear(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;
}

/// <summary>Between the wire's dates and ours.</summary>
public static class Dates
{
    extension(DateOnly day)
    {
        public Date ToMessage() =>
            new()
            {
                Year = day.Year,
                Month = day.Month,
                Day = day.Day,
            };
    }

    extension(DateOnly? day)
    {
        public Date? ToMessage() => day?.ToMessage();
    }

    /// <summary>The day in a request, or null if it was left out.</summary>
    /// <exception cref="Refusal"><c>no_such_day</c>.</exception>
    public static DateOnly? Optional(Date? date, string field)
    {
        if (date is null)
            return null;
        if (
            date.Year is < 1900 or > 2200
            || date.Month is < 1 or > 12
            || date.Day < 1
            || date.Day > DateTime.DaysInMonth(date.Year, date.Month)
        )
            throw Refusal.Invalid(field, "no_such_day", "There is no such day. Write it as 5 3 2026.");
        return new DateOnly(date.Year, date.Month, date.Day);
    }

    /// <summary>A day that has come: today unless the request says an earlier one.</summary>
    /// <exception cref="Refusal"><c>no_such_day</c>, <c>in_the_future</c>.</exception>
    public static DateOnly PastOrToday(Date? date, string field, DateOnly today)
    {
        var day = Optional(date, field) ?? today;
        return day <= today ? day : throw Refusal.Invalid(field, "in_the_future", "This day has not come yet.");
    }

    /// <summary>Like <see cref="PastOrToday"/>, but the request must say the day (<c>required</c>).</summary>
    public static DateOnly Past(Date? date, string field, DateOnly today) =>
        date is null ? throw Refusal.Invalid(field, "required", "Say on which day.") : PastOrToday(date, field, today);
}
