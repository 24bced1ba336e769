using Microsoft.EntityFrameworkCore;
using Sangam.Common.V1;
using Sangam.Events;
using Sangam.Persistence;

namespace Sangam.Members;

/// <summary>
/// What a service other than membership knows of a member: no name, only what figures need. When she belonged is in her <see
/// cref="KnownStint"/>s.
/// </summary>
public sealed class KnownMember
{
    public Guid TenantId { get; private set; }
    public Guid MemberId { get; private set; }
    public AgeBand AgeBand { get; private set; }
    public Gender Gender { get; private set; }
    public int DetailsRevision { get; private set; }

    /// <summary>She agreed to be counted in figures.</summary>
    public bool Statistics { get; private set; }

    public int ConsentRevision { get; private set; }
}

public static class KnownMembers
{
    /// <summary>Refuses unless each of these was a member on that day.</summary>
    /// <exception cref="Refusal"><c>member_unknown</c>: not (yet) heard of; <c>not_a_member</c>: not on that day.</exception>
    public static async Task RequireMembersAsync(
        this ServiceDb db,
        IReadOnlyCollection<Guid> members,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        var stints = await db
            .KnownStints.AsNoTracking()
            .Where(s => members.Contains(s.MemberId) && s.JoinedOn != null)
            .ToListAsync(cancellationToken);
        var known = stints.GroupBy(s => s.MemberId).ToList();
        if (known.Count < members.Count)
            throw Refusal.NotNow("member_unknown", "A member is not known here. If she has just joined, try again in a moment.");
        if (known.Any(m => !m.Any(s => s.Holds(day))))
            throw Refusal.NotNow("not_a_member", "She was not a member on that day.");
    }

    /// <summary>
    /// Keeps <see cref="KnownMember"/>, <see cref="KnownStint"/> and <see cref="KnownConsent"/> from membership's events, in
    /// whatever order they come.
    /// </summary>
    public static Subscriptions<TDb> FollowMembers<TDb>(this Subscriptions<TDb> events)
        where TDb : ServiceDb =>
        events
            .FollowErasures()
            .On<MemberEnrolled>(
                (db, e, token) =>
                    db.Database.ExecuteSqlAsync(
                        $"""
                        with stint as (
                            insert into known_stint (tenant_id, member_id, stint, joined_on)
                                values (current_tenant(), {e.MemberId}, 1, {e.JoinedOn})
                            on conflict (tenant_id, member_id, stint) do update set joined_on = excluded.joined_on
                        )
                        insert into known_member as m (tenant_id, member_id, age_band, gender, statistics)
                        values (current_tenant(), {e.MemberId}, {e.AgeBand.ToString()}, {e.Gender.ToString()}, {e.Statistics})
                        on conflict (tenant_id, member_id) do update set
                            age_band = case when m.details_revision = 0 then excluded.age_band else m.age_band end,
                            gender = case when m.details_revision = 0 then excluded.gender else m.gender end,
                            statistics = case when m.consent_revision = 0 then excluded.statistics else m.statistics end
                        """,
                        token
                    )
            )
            .On<MemberCorrected>(
                (db, e, token) =>
                    db.Database.ExecuteSqlAsync(
                        $"""
                        insert into known_member as m (tenant_id, member_id, age_band, gender, details_revision)
                        values (current_tenant(), {e.MemberId}, {e.AgeBand.ToString()}, {e.Gender.ToString()}, {e.Revision})
                        on conflict (tenant_id, member_id) do update
                            set age_band = excluded.age_band, gender = excluded.gender,
                                details_revision = excluded.details_revision
                            where m.details_revision < excluded.details_revision
                        """,
                        token
                    )
            )
            .On<MembershipEnded>(
                (db, e, token) =>
                    db.Database.ExecuteSqlAsync(
                        $"""
                        insert into known_stint (tenant_id, member_id, stint, left_on)
                            values (current_tenant(), {e.MemberId}, {e.Stint}, {e.LeftOn})
                        on conflict (tenant_id, member_id, stint) do update set left_on = excluded.left_on
                        """,
                        token
                    )
            )
            .On<MemberReturned>(
                (db, e, token) =>
                    db.Database.ExecuteSqlAsync(
                        $"""
                        insert into known_stint (tenant_id, member_id, stint, joined_on)
                            values (current_tenant(), {e.MemberId}, {e.Stint}, {e.ReturnedOn})
                        on conflict (tenant_id, member_id, stint) do update set joined_on = excluded.joined_on
                        """,
                        token
                    )
            )
            .On<ConsentChanged>(
                async (db, e, token) =>
                {
                    await db.Database.ExecuteSqlAsync(
                        $"""
                        insert into known_consent as c (tenant_id, member_id, purpose, partner_id, given, revision)
                        values (current_tenant(), {e.MemberId}, {e.Purpose.Value}, {e.PartnerId ?? Guid.Empty}, {e.Given}, {e.Revision})
                        on conflict (tenant_id, member_id, purpose, partner_id) do update
                            set given = excluded.given, revision = excluded.revision
                            where c.revision < excluded.revision
                        """,
                        token
                    );
                    if (e.Purpose == Purposes.Statistics)
                        await db.Database.ExecuteSqlAsync(
                            $"""
                            insert into known_member as m (tenant_id, member_id, statistics, consent_revision)
                                values (current_tenant(), {e.MemberId}, {e.Given}, {e.Revision})
                            on conflict (tenant_id, member_id) do update
                                set statistics = excluded.statistics, consent_revision = excluded.consent_revision
                                where m.consent_revision < excluded.consent_revision
                            """,
                            token
                        );
                }
            );
}
