using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override async Task<V1.Voucher> RecordReversal(V1.RecordReversalRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.VoucherId);
        var day = Dates.Past(request.Day, "day", clock.Today);
        var by = await WrittenAsync(request.Narration, context.CancellationToken);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var booksId =
            await db.Vouchers.Where(v => v.Id == id).Select(v => (Guid?)v.BooksId).FirstOrDefaultAsync(context.CancellationToken)
            ?? throw Refusal.Missing();
        var books = await HoldAsync(booksId, context.CancellationToken);
        var voucher = await db.Vouchers.AsNoTracking().FirstAsync(v => v.Id == id, context.CancellationToken);
        if (voucher.Kind is V1.VoucherKind.Reversal or V1.VoucherKind.Closing)
            throw Refusal.NotNow("not_reversible", "This voucher cannot be taken back.");
        if (day < voucher.Day)
            throw Refusal.Invalid(
                "day",
                "before_voucher",
                string.Create(CultureInfo.InvariantCulture, $"The voucher is of {voucher.Day:d MMMM yyyy}. Choose that day or a later one.")
            );
        await RequireNotReversedAsync(id, context.CancellationToken);

        var lines = await ContraLinesAsync(id, context.CancellationToken);
        var draft = VoucherDraft.Of(books, V1.VoucherKind.Reversal, day, lines, by, reverses: id);
        await RequireNotClosingAsync(books, day, context.CancellationToken);
        await RequireCashAsync(draft, context.CancellationToken);

        return await KeepAsync(draft, work, "vouchers.reverse", context.CancellationToken);
    }

    /// <exception cref="Refusal"><c>already_reversed</c>.</exception>
    private async Task RequireNotReversedAsync(Guid voucher, CancellationToken cancellationToken)
    {
        var reversed = await db.VoucherDrafts.AnyAsync(
            d => d.Reverses == voucher && (d.State == V1.VoucherState.Waiting || d.State == V1.VoucherState.Posted),
            cancellationToken
        );
        if (reversed)
            throw Refusal.NotNow("already_reversed", "This voucher has its contra entry already.");
    }

    /// <summary>A voucher's lines with their sides exchanged.</summary>
    private async Task<VoucherDraftLine[]> ContraLinesAsync(Guid voucher, CancellationToken cancellationToken)
    {
        var entries = await db
            .VoucherEntries.AsNoTracking()
            .Where(e => e.VoucherId == voucher)
            .OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
        return
        [
            .. entries.Select(e => new VoucherDraftLine
            {
                AccountId = e.AccountId,
                MemberId = e.MemberId,
                Debit = e.Credit,
                Credit = e.Debit,
            }),
        ];
    }
}
