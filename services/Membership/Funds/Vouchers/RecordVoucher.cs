using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override async Task<V1.Voucher> RecordVoucher(V1.RecordVoucherRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.BooksId);
        var kind = Input.Choice(request.Kind, "kind");
        if (kind is not (V1.VoucherKind.Receipt or V1.VoucherKind.Payment or V1.VoucherKind.Journal or V1.VoucherKind.Contra))
            throw Refusal.Invalid("kind", "unknown_choice", "This choice is not known.");
        var day = Dates.Past(request.Day, "day", clock.Today);
        VoucherDraftLine[] lines =
        [
            .. request.Lines.Select(l => new VoucherDraftLine
            {
                AccountId = Input.Id(l.AccountId, "lines"),
                MemberId = l.MemberId.Length == 0 ? null : Input.Id(l.MemberId, "lines"),
                Debit = l.DebitPaise,
                Credit = l.CreditPaise,
            }),
        ];
        var by = await WrittenAsync(request.Narration, context.CancellationToken);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var books = await HoldAsync(id, context.CancellationToken);
        var draft = VoucherDraft.Of(books, kind, day, lines, by);
        await RequireNotClosingAsync(books, day, context.CancellationToken);
        await RequireMembersAsync(books, draft, context.CancellationToken);
        await RequireCashAsync(draft, context.CancellationToken);

        return await KeepAsync(draft, work, "vouchers.record", context.CancellationToken);
    }

    private async Task<V1.Voucher> KeepAsync(VoucherDraft draft, Work work, string action, CancellationToken cancellationToken)
    {
        db.VoucherDrafts.Add(draft);
        db.Audit(action, draft.Id);
        await db.SaveChangesAsync(cancellationToken);
        var message = await ToMessageAsync(VoucherView.Of(draft), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return message;
    }

    /// <summary>While the closing of a year waits, its sums must stay what they are.</summary>
    /// <exception cref="Refusal"><c>year_closing</c>.</exception>
    private async Task RequireNotClosingAsync(Books books, DateOnly day, CancellationToken cancellationToken)
    {
        if (
            await db.VoucherDrafts.AnyAsync(
                d => d.BooksId == books.Id && d.Kind == V1.VoucherKind.Closing && d.State == V1.VoucherState.Waiting && d.Day >= day,
                cancellationToken
            )
        )
            throw Refusal.NotNow("year_closing", "The closing of this year waits for approval. Take it back first, or choose a later day.");
    }

    /// <summary>
    /// Members named in a group's books are or were in the group by that day; in the collective's own, in the collective.
    /// </summary>
    /// <exception cref="Refusal"><c>not_in_group</c>, <c>not_found</c>.</exception>
    private async Task RequireMembersAsync(Books books, VoucherDraft draft, CancellationToken cancellationToken)
    {
        Guid[] named = [.. draft.Lines.Select(l => l.MemberId).OfType<Guid>().Distinct()];
        if (named.Length == 0)
            return;
        var known = await db
            .Members.Where(m => named.Contains(m.Id) && m.JoinedOn <= draft.Day)
            .Select(m => new
            {
                In = books.GroupId == null
                    || db.GroupMembers.Any(g => g.GroupId == books.GroupId && g.MemberId == m.Id && g.JoinedOn <= draft.Day),
            })
            .ToListAsync(cancellationToken);
        if (known.Count != named.Length)
            throw Refusal.Missing();
        if (known.Any(k => !k.In))
            throw Refusal.NotNow("not_in_group", "She was not in the group on that day.");
    }

    /// <summary>Nobody can spend what is not there: cash and bank stay at or above nothing on that day and on every later one.</summary>
    /// <exception cref="Refusal"><c>not_enough_cash</c>.</exception>
    private async Task RequireCashAsync(VoucherDraft draft, CancellationToken cancellationToken)
    {
        var spent = draft
            .Lines.GroupBy(l => l.AccountId)
            .Select(l => (Account: l.Key, Net: l.Sum(x => x.Debit - x.Credit)))
            .Where(l => l.Net < 0)
            .ToDictionary(l => l.Account, l => l.Net);
        if (spent.Count == 0)
            return;
        var there = await db
            .Database.SqlQuery<LowestBalance>(
                $"""
                select a.id, lowest_balance(a.id, {draft.Day}) as lowest
                from book_account a where a.id = any({spent.Keys.ToArray()}) and a.use <> 'Ordinary'
                """
            )
            .ToListAsync(cancellationToken);
        if (there.Any(t => t.Lowest + spent[t.Id] < 0))
            throw Refusal.NotNow("not_enough_cash", "There is not that much money in cash or in the bank on that day.");
    }

    private sealed record LowestBalance(Guid Id, long Lowest);
}
