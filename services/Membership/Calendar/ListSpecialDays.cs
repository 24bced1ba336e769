using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    /// <summary>
    /// The days that collectives keep every year: International Sex Workers' Rights Day, International Women's Day,
    /// International Sex Workers' Day, the World Day against Trafficking in Persons, World AIDS Day, and the International Day
    /// to End Violence Against Sex Workers.
    /// </summary>
    private static readonly (string Code, int Month, int Day)[] SpecialDays =
    [
        ("rights-day", 3, 3),
        ("womens-day", 3, 8),
        ("june-day", 6, 2),
        ("trafficking-day", 7, 30),
        ("aids-day", 12, 1),
        ("violence-day", 12, 17),
    ];

    /// <summary>A special day that is planned this many days off is still that day's.</summary>
    private const int Around = 7;

    [Needs(Permission.CalendarRead)]
    public override async Task<V1.ListSpecialDaysResponse> ListSpecialDays(V1.ListSpecialDaysRequest request, ServerCallContext context)
    {
        var today = clock.Today;
        var from = today.AddDays(-Around);
        var until = today.AddYears(1).AddDays(Around);
        var planned = await db
            .CalendarEvents.AsNoTracking()
            .Where(e =>
                e.Kind == V1.EventKind.SpecialDay && e.Stage != V1.EventStage.Cancelled && e.PlannedOn >= from && e.PlannedOn <= until
            )
            .Select(e => e.PlannedOn)
            .ToListAsync(context.CancellationToken);

        return new()
        {
            Days =
            {
                SpecialDays
                    .Select(d => (d.Code, Day: Next(d.Month, d.Day, today)))
                    .Where(d => !planned.Any(p => Math.Abs(p.DayNumber - d.Day.DayNumber) <= Around))
                    .OrderBy(d => d.Day)
                    .Select(d => new V1.SpecialDay { Code = d.Code, Day = d.Day.ToMessage() }),
            },
        };
    }

    private static DateOnly Next(int month, int day, DateOnly today) =>
        new DateOnly(today.Year, month, day) is var thisYear && thisYear >= today ? thisYear : thisYear.AddYears(1);
}
