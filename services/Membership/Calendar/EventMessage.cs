using System.Globalization;

namespace Membership.Calendar;

public static class EventMessage
{
    extension(CalendarEvent planned)
    {
        public string Etag => planned.Revision.ToString(CultureInfo.InvariantCulture);

        /// <param name="place">Where it takes place, opened; empty in lists.</param>
        public V1.CalendarEvent ToMessage(string place = "") =>
            new()
            {
                Id = planned.Id.ToString(),
                Kind = planned.Kind,
                Title = planned.Title,
                Place = place,
                PlannedOn = planned.PlannedOn.ToMessage(),
                StartsAt = planned.StartsAt is { } time ? new() { Hour = time.Hour, Minute = time.Minute } : null,
                Stage = planned.Stage,
                HeldOn = planned.HeldOn.ToMessage(),
                Attendance = planned.Attendance ?? 0,
                Etag = planned.Etag,
            };
    }

    /// <summary>The time in a request, or null if it was left out.</summary>
    /// <exception cref="Refusal"><c>no_such_time</c>.</exception>
    public static TimeOnly? Time(V1.TimeOfDay? time) =>
        time is null ? null
        : time is { Hour: >= 0 and <= 23, Minute: >= 0 and <= 59 } ? new TimeOnly(time.Hour, time.Minute)
        : throw Refusal.Invalid("starts_at", "no_such_time", "There is no such time. Write it as 16:30.");

    /// <exception cref="Refusal"><c>required</c>, <c>no_such_day</c>.</exception>
    public static DateOnly Day(Sangam.Common.V1.Date? day) =>
        Dates.Optional(day, "planned_on") ?? throw Refusal.Invalid("planned_on", "required", "Say on which day.");
}
