using Microsoft.EntityFrameworkCore;
using Sangam.Events;

namespace Indicators.Facts;

public static class SeatEvents
{
    /// <summary>Keeps which offices there are and who holds their seats, in whatever order it is told.</summary>
    public static Subscriptions<IndicatorsDb> FollowSeats(this Subscriptions<IndicatorsDb> events) =>
        events.On<OfficeChanged>(KeepAsync).On<TermStarted>(KeepAsync).On<TermEnded>(KeepAsync);

    private static Task KeepAsync(IndicatorsDb db, OfficeChanged e, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into office as o (tenant_id, id, kind, seats, set_up_on, ended_on, revision)
            values (current_tenant(), {e.OfficeId}, {e.Kind.Value}, {e.Seats}, {e.SetUpOn}, {e.EndedOn}, {e.Revision})
            on conflict (tenant_id, id) do update set
                kind = excluded.kind,
                seats = excluded.seats,
                set_up_on = excluded.set_up_on,
                ended_on = excluded.ended_on,
                revision = excluded.revision
            where o.revision < excluded.revision
            """,
            cancellationToken
        );

    /// <summary>Of a term whose end was told before its start, the end stays.</summary>
    private static Task KeepAsync(IndicatorsDb db, TermStarted e, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into term as t (tenant_id, id, office_id, started_on, ends_on, by_member, elected, within_limit, sub_group)
            values (
                current_tenant(), {e.TermId}, {e.OfficeId}, {e.StartedOn}, {e.EndsOn},
                {e.ByMember}, {e.Elected}, {e.WithinLimit}, {e.SubGroup}
            )
            on conflict (tenant_id, id) do update set
                office_id = excluded.office_id,
                started_on = excluded.started_on,
                ends_on = excluded.ends_on,
                by_member = excluded.by_member,
                elected = excluded.elected,
                within_limit = excluded.within_limit,
                sub_group = excluded.sub_group
            where t.started_on is null
            """,
            cancellationToken
        );

    /// <summary>Of two ends that are told the earlier holds.</summary>
    private static Task KeepAsync(IndicatorsDb db, TermEnded e, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into term as t (tenant_id, id, ended_on) values (current_tenant(), {e.TermId}, {e.EndedOn})
            on conflict (tenant_id, id) do update set ended_on = least(t.ended_on, excluded.ended_on)
            """,
            cancellationToken
        );
}
