using Grpc.Core;
using Membership.Groups;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersRead)]
    public override async Task<V1.MemberRecord> GetRecord(V1.GetRecordRequest request, ServerCallContext context)
    {
        var member = await ReadAsync(Input.Id(request.Id), context.CancellationToken);
        var record = await RecordAsync(member, context.CancellationToken);
        if (!caller.May(Permission.MembersReadPrivate))
        {
            record.Member = member.ToMessage();
            foreach (var line in record.Ledger.Where(line => line.Partner.Length > 0).ToList())
                record.Ledger.Remove(line);
            return record;
        }

        await ShowPrivateAsync(member, record, context.CancellationToken);
        if (member.HoldsPrivate)
            db.Audit("members.read_private", member.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        return record;
    }

    /// <summary>A member with all that hangs on her record.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Member> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        await db
            .Members.AsNoTracking()
            .Include(m => m.Consents)
            .Include(m => m.EarlierStints)
            .Include(m => m.Moves)
            .Include(m => m.SubGroups)
            .AsSplitQuery()
            .FirstOrDefaultAsync(m => m.Id == id, cancellationToken)
        ?? throw Refusal.Missing();

    /// <summary>The whole record, without her legal name and phone.</summary>
    private async Task<V1.MemberRecord> RecordAsync(Member member, CancellationToken cancellationToken)
    {
        var message = Record(member);
        message.Groups.AddRange(await TimesInGroupsAsync(member.Id, cancellationToken));
        message.Offices.AddRange(await TimesInOfficesAsync(member.Id, cancellationToken));
        return message;
    }

    private async Task<IEnumerable<V1.TimeInGroup>> TimesInGroupsAsync(Guid member, CancellationToken cancellationToken)
    {
        var groups = await db
            .GroupMembers.AsNoTracking()
            .Where(g => g.MemberId == member)
            .Join(
                db.Groups,
                g => g.GroupId,
                g => g.Id,
                (time, group) =>
                    new
                    {
                        group.Name,
                        time.JoinedOn,
                        time.LeftOn,
                    }
            )
            .OrderBy(g => g.JoinedOn)
            .ThenBy(g => g.Name)
            .ToListAsync(cancellationToken);
        return groups.Select(g => new V1.TimeInGroup
        {
            Group = g.Name,
            JoinedOn = g.JoinedOn.ToMessage(),
            LeftOn = g.LeftOn.ToMessage(),
        });
    }

    private async Task<IEnumerable<V1.TimeInOffice>> TimesInOfficesAsync(Guid member, CancellationToken cancellationToken)
    {
        var offices = await db
            .Terms.AsNoTracking()
            .Where(t => t.MemberId == member)
            .Join(db.Offices, t => t.OfficeId, o => o.Id, (term, office) => new { office.Name, term })
            .OrderBy(o => o.term.StartedOn)
            .ThenBy(o => o.Name)
            .ToListAsync(cancellationToken);
        return offices.Select(o => new V1.TimeInOffice
        {
            Office = o.Name,
            StartedOn = o.term.StartedOn.ToMessage(),
            EndsOn = o.term.EndsOn.ToMessage(),
            EndedOn = o.term.EndedOn.ToMessage(),
            Elected = o.term.ElectionId is not null,
        });
    }

    private static V1.MemberRecord Record(Member member) =>
        new()
        {
            Member = member.ToWholeMessage(),
            Stints =
            {
                member
                    .EarlierStints.OrderBy(s => s.JoinedOn)
                    .Select(s => new V1.Stint { JoinedOn = s.JoinedOn.ToMessage(), LeftOn = s.LeftOn.ToMessage() }),
                new V1.Stint { JoinedOn = member.JoinedOn.ToMessage(), LeftOn = member.LeftOn.ToMessage() },
            },
            Moves =
            {
                member
                    .Moves.OrderBy(m => m.MovedOn)
                    .Select(m => new V1.BlockMove
                    {
                        MovedOn = m.MovedOn.ToMessage(),
                        FromBlock = m.FromBlock,
                        ToBlock = m.ToBlock,
                    }),
            },
            Ledger = { Ledger(member).Select(c => c.ToMessage()) },
        };

    private static IEnumerable<Consent> Ledger(Member member) =>
        member.Consents.OrderBy(c => c.At).ThenBy(c => c.Purpose).ThenBy(c => c.Id);

    private async Task ShowPrivateAsync(Member member, V1.MemberRecord record, CancellationToken cancellationToken)
    {
        await ShowPrivateAsync(member, record.Member, cancellationToken);
        foreach (var (line, consent) in record.Ledger.Zip(Ledger(member)))
            line.ReadBy = await vault.OpenAsync(member.Id, consent.ReadBy, cancellationToken);
    }

    private async Task ShowPrivateAsync(Member member, V1.Member message, CancellationToken cancellationToken)
    {
        message.LegalName = await vault.OpenAsync(member.Id, member.LegalName, cancellationToken);
        message.Phone = await vault.OpenAsync(member.Id, member.Phone, cancellationToken);
    }
}
