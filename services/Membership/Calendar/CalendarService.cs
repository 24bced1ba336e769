using System.Text;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using Sangam.Tenancy;

namespace Membership.Calendar;

/// <summary>The collective's calendar, and everybody's own feed of it; each rpc is in the file of its name.</summary>
public sealed partial class CalendarService(
    MembershipDb db,
    Vault vault,
    InstallationKey installation,
    CurrentTenant tenant,
    Caller caller,
    TimeProvider clock
) : V1.Calendar.CalendarBase
{
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<CalendarEvent> FindAsync(string id, CancellationToken cancellationToken)
    {
        var wanted = Input.Id(id);
        return await db.CalendarEvents.FirstOrDefaultAsync(e => e.Id == wanted, cancellationToken) ?? throw Refusal.Missing();
    }

    private async Task<byte[]?> SealAsync(string place, CancellationToken cancellationToken) =>
        place.Length == 0 ? null : await vault.SealForTenantAsync(Encoding.UTF8.GetBytes(place), cancellationToken);

    private async Task<V1.CalendarEvent> WholeAsync(CalendarEvent planned, CancellationToken cancellationToken) =>
        planned.ToMessage(
            planned.Place is null ? "" : Encoding.UTF8.GetString(await vault.OpenForTenantAsync(planned.Place, cancellationToken))
        );

    private static string Place(string place) => Input.Optional(place, "place", CalendarEvent.LongestPlace);
}
