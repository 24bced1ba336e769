using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Imports;

/// <summary>One batch of an import, in one transaction with the place it has reached.</summary>
internal sealed class ImportStep(MembershipDb db, Vault vault, TimeProvider clock)
{
    private const int Batch = 50;

    /// <returns>Whether there is more to do now.</returns>
    public async Task<bool> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.HoldImportAsync(id, cancellationToken) is not { } import)
            return false;
        var more = import.State switch
        {
            V1.ImportState.Running => await EnterAsync(import, cancellationToken),
            V1.ImportState.TakingBack => await TakeBackAsync(import, cancellationToken),
            V1.ImportState.Checked => await ForgetAsync(import, cancellationToken),
            _ => await RestAsync(import, cancellationToken),
        };
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return more;
    }

    private async Task<bool> EnterAsync(Import import, CancellationToken cancellationToken)
    {
        var rows = await db
            .ImportRows.Where(r =>
                r.ImportId == import.Id
                && r.Number > import.Position
                && (r.State == V1.ImportRowState.Ready || r.State == V1.ImportRowState.LikelyKnown && import.WithLikelyKnown)
            )
            .OrderBy(r => r.Number)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            import.End(V1.ImportState.Done, clock.Now);
            await db.ForgetWordsAsync(import.Id, cancellationToken);
            return false;
        }

        var staged = new List<(ImportRow Row, StagedRow Says)>();
        foreach (var row in rows)
            staged.Add((row, await StagedRow.OpenAsync(vault, row.Sealed!, cancellationToken)));
        var numbers = staged.Select(s => s.Says.Number).OfType<string>().ToList();
        var taken = (
            await db.Members.Where(m => numbers.Contains(m.Number)).Select(m => m.Number).ToListAsync(cancellationToken)
        ).ToHashSet();
        var entered = 0;
        foreach (var (row, says) in staged)
        {
            row.Sealed = null;
            if (says.Number is not null && !taken.Add(says.Number))
            {
                row.State = V1.ImportRowState.Faulty;
                row.Problems.Add(
                    new(Column.Number.English, "number_taken", "Somebody has this number. Leave it empty and she gets another.")
                );
                continue;
            }
            row.State = V1.ImportRowState.Entered;
            row.MemberId = await EnterAsync(says, import.StartedBy, cancellationToken);
            entered++;
        }
        import.HasEntered(entered, rows.Count, rows[^1].Number, clock.Now);
        return true;
    }

    private async Task<Guid> EnterAsync(StagedRow says, string account, CancellationToken cancellationToken)
    {
        var request = says.ToRequest();
        var member = Member.From(request, clock.Now, agreedOn: says.ReadOn);
        if (says.Number is not null)
            member.Take(says.Number);
        member.KeepPrivately(
            await vault.SealAsync(member.Id, request.LegalName, cancellationToken),
            await vault.SealAsync(member.Id, request.Phone, cancellationToken),
            await vault.PhoneDigestAsync(request.Phone, cancellationToken)
        );
        var readBy = await vault.SealAsync(member.Id, says.ReadBy, cancellationToken);
        foreach (var consent in member.Consents)
            consent.WasReadBy(readBy!);

        db.Members.Add(member);
        db.Audit("members.import", member.Id, account);
        db.Publish(
            new MemberEnrolled(member.Id, member.JoinedOn, member.AgeBand, member.Gender, member.Agrees(V1.ConsentPurpose.Statistics))
        );
        db.PublishAnswers(member, member.Consents);
        return member.Id;
    }

    private async Task<bool> TakeBackAsync(Import import, CancellationToken cancellationToken)
    {
        var rows = await db
            .ImportRows.Where(r => r.ImportId == import.Id && r.Number > import.Position && r.State == V1.ImportRowState.Entered)
            .OrderBy(r => r.Number)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            import.End(V1.ImportState.TakenBack, clock.Now);
            return false;
        }

        foreach (var row in rows)
            row.State = await TakeBackAsync(row.MemberId!.Value, import.StartedBy, cancellationToken)
                ? V1.ImportRowState.TakenBack
                : V1.ImportRowState.Kept;
        var gone = rows.Count(r => r.State == V1.ImportRowState.TakenBack);
        import.HasTakenBack(gone, rows.Count - gone, rows[^1].Number, clock.Now);
        return true;
    }

    /// <summary>
    /// Her record as it was entered goes, with all that hangs on it. One that was changed, or that a group, a meeting or an
    /// office names, stays.
    /// </summary>
    private async Task<bool> TakeBackAsync(Guid id, string account, CancellationToken cancellationToken)
    {
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync("one", cancellationToken);
        try
        {
            var her = await db
                .Members.Where(m => m.Id == id)
                .Select(m => new { m.JoinedOn, m.Revision })
                .SingleOrDefaultAsync(cancellationToken);
            if (her is null)
                return true; // she was erased meanwhile
            if (her.Revision > 1 || await db.Members.Where(m => m.Id == id && m.Revision == 1).ExecuteDeleteAsync(cancellationToken) == 0)
                return false;

            // She never was a member: her time ends before it began, for whoever counts; and whoever keeps anything about her lets it go.
            db.Audit("members.take_back", id, account);
            db.Publish(new MembershipEnded(id, her.JoinedOn.AddDays(-1)));
            db.Publish(new MemberErased(id, clock.Today, await vault.DecideAsync(id, clock.Today, cancellationToken)));
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            await transaction.RollbackToSavepointAsync("one", cancellationToken);
            return false;
        }
    }

    /// <summary>Nobody has entered it within the days it waits.</summary>
    private async Task<bool> ForgetAsync(Import import, CancellationToken cancellationToken)
    {
        if (clock.Now < import.CreatedAt + Import.Waits)
            return false; // it was claimed just as it changed
        await db.ForgetWordsAsync(import.Id, cancellationToken);
        import.Cancel(clock.Now);
        return false;
    }

    /// <summary>It can no longer be taken back: who was in it is forgotten.</summary>
    private async Task<bool> RestAsync(Import import, CancellationToken cancellationToken)
    {
        if (import.UndoUntil > clock.Now)
            return false; // it was claimed just as it ended
        import.Rest();
        await db
            .ImportRows.Where(r => r.ImportId == import.Id && r.MemberId != null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.MemberId, (Guid?)null), cancellationToken);
        return false;
    }
}
