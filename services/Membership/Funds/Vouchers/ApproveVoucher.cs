using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsApprove)]
    public override async Task<V1.Voucher> ApproveVoucher(V1.ApproveVoucherRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var member = caller.RequiredMember;
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var (books, draft) = await HoldDraftAsync(id, context.CancellationToken);
        if (!await db.Members.AnyAsync(m => m.Id == member && m.LeftOn == null, context.CancellationToken))
            throw Refusal.NotNow("not_a_member", "She has left the collective.");
        draft.Approve(member, caller.Account, clock.Now);
        db.Audit("vouchers.approve", draft.Id);

        Voucher? posted = null;
        if (draft.State == V1.VoucherState.Posted)
        {
            await RequireCashAsync(draft, context.CancellationToken);
            posted = await PostAsync(books, draft, context.CancellationToken);
        }
        else
            await db.SaveChangesAsync(context.CancellationToken);
        var message = await ToMessageAsync(
            posted is null ? VoucherView.Of(draft) : VoucherView.Of(posted, draft),
            context.CancellationToken
        );
        await work.CommitAsync(context.CancellationToken);

        return message;
    }

    private async Task<Voucher> PostAsync(Books books, VoucherDraft draft, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken); // the database looks at both approvals
        var voucher = (
            await db.Vouchers.FromSql($"select * from post_voucher({draft.Id}, {clock.Now})").AsNoTracking().ToListAsync(cancellationToken)
        )[0];
        if (voucher.Kind == V1.VoucherKind.Closing)
            books.CloseYear(voucher.Year);
        db.VoucherSeals.Add(new() { VoucherId = voucher.Id, Seal = await SealOfAsync(voucher.Digest, cancellationToken) });
        await db.SaveChangesAsync(cancellationToken);
        return voucher;
    }

    private Task<string> SealOfAsync(byte[] digest, CancellationToken cancellationToken) =>
        vault.DigestAsync("books", Convert.ToHexStringLower(digest), cancellationToken);
}
