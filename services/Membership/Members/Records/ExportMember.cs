using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    private const int MostLooks = 1000;

    private static readonly string[] Elsewhere =
    [
        "Training: which sessions were attended. Ask a trainer.",
        "Livelihood: applications for entitlements. Ask a facilitator or a caseworker.",
        "Protection: legal matters and counselling, seen only by those who work on them. Ask the caseworker or counsellor.",
        "Indicators: age group and gender without a name, to be counted after a yes.",
        "Identity: the name used to sign in, if there is an account. Ask the admin.",
    ];

    [Needs(Permission.MembersReadPrivate)]
    public override Task<V1.MemberExport> ExportMember(V1.ExportMemberRequest request, ServerCallContext context) =>
        ExportAsync(Input.Id(request.Id), context.CancellationToken);

    private async Task<V1.MemberExport> ExportAsync(Guid id, CancellationToken cancellationToken)
    {
        var record = await WholeAsync(id, cancellationToken);
        var meetings = await MeetingsAsync(id, cancellationToken);
        var rolls = await RollsAsync(id, cancellationToken);
        var looks = await LooksAt(id).OrderByDescending(a => a.Id).Take(MostLooks).ToListAsync(cancellationToken);

        db.Audit("members.export", id);
        await db.SaveChangesAsync(cancellationToken);

        return new()
        {
            Schema = V1.MemberExport.Descriptor.FullName,
            Collective = caller.Collective,
            ExportedAt = clock.Now.ToTimestamp(),
            Record = record,
            Meetings = { meetings },
            Elections = { rolls },
            Looks = { looks.Select(Look) },
            Elsewhere = { Elsewhere },
        };
    }

    private async Task<IEnumerable<V1.MeetingAttended>> MeetingsAsync(Guid id, CancellationToken cancellationToken)
    {
        var meetings = await db
            .Meetings.AsNoTracking()
            .Where(m => m.Attended.Any(a => a.MemberId == id))
            .Join(db.Groups, m => m.GroupId, g => g.Id, (meeting, group) => new { meeting.MetOn, group.Name })
            .OrderBy(m => m.MetOn)
            .ThenBy(m => m.Name)
            .ToListAsync(cancellationToken);
        return meetings.Select(m => new V1.MeetingAttended { Group = m.Name, MetOn = m.MetOn.ToMessage() });
    }

    private async Task<IEnumerable<V1.RollMark>> RollsAsync(Guid id, CancellationToken cancellationToken)
    {
        var rolls = await db
            .RollEntries.AsNoTracking()
            .Where(r => r.MemberId == id)
            .Join(
                db.Elections,
                r => r.ElectionId,
                e => e.Id,
                (entry, election) =>
                    new
                    {
                        election.Name,
                        election.VotingUntil,
                        Voted = entry.Voted != null,
                    }
            )
            .OrderByDescending(e => e.VotingUntil)
            .ThenBy(e => e.Name)
            .ToListAsync(cancellationToken);
        return rolls.Select(r => new V1.RollMark
        {
            Election = r.Name,
            VotingUntil = r.VotingUntil.ToMessage(),
            Voted = r.Voted,
        });
    }
}
