using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

/// <summary>Resolutions and their follow-up; each rpc is in the file of its name.</summary>
public sealed partial class ResolutionsService(MembershipDb db, Vault vault, Caller caller, TimeProvider clock)
    : V1.Resolutions.ResolutionsBase
{
    /// <summary>
    /// What the caller may see: what the collective decided; what a group decided if she is in it, follows it up or may read groups.
    /// </summary>
    private IQueryable<Resolution> Visible()
    {
        if (caller.May(Permission.GroupsRead))
            return db.Resolutions;
        var me = caller.Member;
        var today = clock.Today;
        return db.Resolutions.Where(r =>
            r.MeetingId == null
            || r.OwnerMemberId == me
            || db.Terms.Any(t =>
                t.OfficeId == r.OwnerOfficeId && t.MemberId == me && t.StartedOn <= today && (t.EndedOn == null || t.EndedOn >= today)
            )
            || db.Meetings.Any(m =>
                m.Id == r.MeetingId && db.GroupMembers.Any(g => g.GroupId == m.GroupId && g.MemberId == me && g.LeftOn == null)
            )
        );
    }

    /// <summary>Those that the caller follows up: as herself, or in an office that she holds today.</summary>
    private IQueryable<Resolution> Mine()
    {
        var me = caller.Member;
        var today = clock.Today;
        return me is null
            ? db.Resolutions.Where(r => false)
            : db.Resolutions.Where(r =>
                r.OwnerMemberId == me
                || db.Terms.Any(t =>
                    t.OfficeId == r.OwnerOfficeId && t.MemberId == me && t.StartedOn <= today && (t.EndedOn == null || t.EndedOn >= today)
                )
            );
    }

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Resolution> FindAsync(string id, CancellationToken cancellationToken)
    {
        var known = Input.Id(id);
        return await Visible().Include(r => r.Notes).FirstOrDefaultAsync(r => r.Id == known, cancellationToken) ?? throw Refusal.Missing();
    }

    private bool MayAssign(Resolution resolution) =>
        caller.May(Permission.DecisionsManage) || (resolution.MeetingId is not null && caller.May(Permission.MeetingsRecord));

    private async Task<bool> MayFollowUpAsync(Resolution resolution, CancellationToken cancellationToken) =>
        MayAssign(resolution) || await Mine().AnyAsync(r => r.Id == resolution.Id, cancellationToken);

    /// <exception cref="Refusal"><c>not_found</c>, <c>not_yours</c>.</exception>
    private async Task<Resolution> ToFollowUpAsync(string id, CancellationToken cancellationToken)
    {
        var resolution = await FindAsync(id, cancellationToken);
        return await MayFollowUpAsync(resolution, cancellationToken) ? resolution : throw NotYours();
    }

    /// <exception cref="Refusal"><c>not_found</c>, <c>not_yours</c>.</exception>
    private async Task<Resolution> ToAssignAsync(string id, CancellationToken cancellationToken)
    {
        var resolution = await FindAsync(id, cancellationToken);
        return MayAssign(resolution) ? resolution : throw NotYours();
    }

    private static Refusal NotYours() => Refusal.NotAllowed("not_yours", "Somebody else follows this up.");

    private async Task NoteAsync(Resolution resolution, V1.ResolutionNoteKind kind, string text, CancellationToken cancellationToken) =>
        resolution.Notes.Add(
            new()
            {
                Id = Guid.CreateVersion7(clock.Now),
                ResolutionId = resolution.Id,
                Kind = kind,
                Text = await vault.SealAnyTextAsync(text, cancellationToken),
                At = clock.Now,
                By = caller.Subject,
                ByMemberId = caller.Member,
            }
        );

    /// <summary>Notes the change in the audit log, tells the other services, and answers with the resolution as it stands.</summary>
    private async Task<V1.Resolution> SaveAsync(Resolution resolution, string action, CancellationToken cancellationToken, bool tell = true)
    {
        db.Audit(action, resolution.Id);
        if (tell)
            db.Publish(resolution.ToEvent());
        await db.SaveChangesAsync(cancellationToken);
        return await MessageAsync(resolution, cancellationToken);
    }

    /// <summary>Who is to follow it up, as the request says.</summary>
    /// <exception cref="Refusal"><c>bad_id</c>, <c>one_owner</c>, <c>not_found</c>, <c>not_a_member</c>, <c>office_ended</c>.</exception>
    private async Task<(Guid? Member, Guid? Office)> OwnerAsync(string memberId, string officeId, CancellationToken cancellationToken)
    {
        if (memberId.Length > 0 && officeId.Length > 0)
            throw Refusal.Invalid("owner_office_id", "one_owner", "Choose a member or an office, not both.");
        if (memberId.Length > 0)
        {
            var id = Input.Id(memberId, "owner_member_id");
            var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellationToken) ?? throw Refusal.Missing();
            return member.LeftOn is null ? (id, null) : throw Refusal.NotNow("not_a_member", "She has left the collective.");
        }
        if (officeId.Length == 0)
            return (null, null);
        var office = Input.Id(officeId, "owner_office_id");
        var ended =
            await db.Offices.Where(o => o.Id == office).Select(o => new { o.EndedOn }).FirstOrDefaultAsync(cancellationToken)
            ?? throw Refusal.Missing();
        return ended.EndedOn is null ? (null, office) : throw Refusal.NotNow("office_ended", "This office has ended.");
    }
}
