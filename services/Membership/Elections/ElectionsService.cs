using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

/// <summary>Elections to offices and their secret ballots; each rpc is in the file of its name.</summary>
public sealed partial class ElectionsService(MembershipDb db, Vault vault, Caller caller, TimeProvider clock) : V1.Elections.ElectionsBase
{
    /// <summary>
    /// An election with its candidates, held so that no other step is taken and no ballot is cast until the transaction ends.
    /// </summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Election> HoldAsync(string id, CancellationToken cancellationToken)
    {
        var key = Input.Id(id);
        var held = await db.Elections.FromSql($"select * from election where id = {key} for no key update").ToListAsync(cancellationToken);
        return await WithCandidatesAsync(held.FirstOrDefault(), cancellationToken);
    }

    /// <summary>An election with its candidates, held against steps of the committee and not against other ballots.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Election> HoldForVotingAsync(string id, CancellationToken cancellationToken)
    {
        var key = Input.Id(id);
        var held = await db
            .Elections.FromSql($"select * from election where id = {key} for share")
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        if (held.Count == 0)
            throw Refusal.Missing();
        held[0]
            .Candidates.AddRange(await db.Set<Candidate>().AsNoTracking().Where(c => c.ElectionId == key).ToListAsync(cancellationToken));
        return held[0];
    }

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Election> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var key = Input.Id(id);
        return await WithCandidatesAsync(await db.Elections.FirstOrDefaultAsync(e => e.Id == key, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Takes a step of the committee in one transaction, notes it in the audit log, and answers with the election as it then
    /// is.
    /// </summary>
    private async Task<V1.Election> StepAsync(string id, string audit, Func<Election, Task> step, CancellationToken cancellationToken)
    {
        await using var work = await db.BeginWorkAsync(cancellationToken);
        var election = await HoldAsync(id, cancellationToken);
        await step(election);

        db.Audit(audit, election.Id);
        await db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);

        return await MessageAsync(election, cancellationToken);
    }

    /// <summary>The candidates are read apart from who they are: one whose record was erased stays on the ballot.</summary>
    private async Task<Election> WithCandidatesAsync(Election? election, CancellationToken cancellationToken)
    {
        if (election is null)
            throw Refusal.Missing();
        await db.Entry(election).Collection(e => e.Candidates).LoadAsync(cancellationToken);
        var members = election.Candidates.Select(c => c.MemberId).ToArray();
        await db.Members.Where(m => members.Contains(m.Id)).LoadAsync(cancellationToken);
        return election;
    }

    /// <summary>The election with all that this caller may see of it.</summary>
    private async Task<V1.Election> MessageAsync(Election election, CancellationToken cancellationToken)
    {
        var office = await db.Offices.Where(o => o.Id == election.OfficeId).Select(o => o.Name).SingleAsync(cancellationToken);
        var message = election.ToMessage(office);
        message.Candidates.AddRange(election.Standing.Select(c => c.ToMessage()));
        if (election.IsOver)
            message.Turnout = await TurnoutAsync(election, cancellationToken);
        if (election.IsOver)
            message.Signatures = await db.Certifications.CountAsync(c => c.ElectionId == election.Id, cancellationToken);
        if (caller.Member is { } member)
        {
            var line = await db
                .RollEntries.Where(r => r.ElectionId == election.Id && r.MemberId == member)
                .Select(r => new { r.Voted })
                .FirstOrDefaultAsync(cancellationToken);
            message.Mine = new()
            {
                OnRoll = line is not null,
                Voted = line?.Voted is not null,
                CandidateId = election.Standing.FirstOrDefault(c => c.MemberId == member)?.Id.ToString() ?? "",
                Signed = await db.Certifications.AnyAsync(c => c.ElectionId == election.Id && c.MemberId == member, cancellationToken),
            };
        }
        return message;
    }

    private async Task<V1.Turnout> TurnoutAsync(Election election, CancellationToken cancellationToken)
    {
        var roll = db.RollEntries.Where(r => r.ElectionId == election.Id);
        return new()
        {
            Voted = await roll.CountAsync(r => r.Voted != null, cancellationToken),
            PaperGiven = await roll.CountAsync(r => r.Voted == V1.HowVoted.Paper, cancellationToken),
            PaperEntered = await db.PaperBatches.Where(b => b.ElectionId == election.Id).SumAsync(b => b.Papers, cancellationToken),
        };
    }
}
