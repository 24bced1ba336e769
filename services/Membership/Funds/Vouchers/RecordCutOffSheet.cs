using Grpc.Core;
using Sangam.Security;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRecord)]
    public override async Task<V1.Voucher> RecordCutOffSheet(V1.RecordCutOffSheetRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.BooksId);
        var by = await ByAsync("", context.CancellationToken);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var books = await HoldAsync(id, context.CancellationToken);
        if (await HasCutOffAsync(id, context.CancellationToken))
            throw Refusal.NotNow("cut_off_exists", "There is a cut-off sheet already.");

        var lines = new List<VoucherDraftLine>();
        foreach (var balance in request.Balances)
        {
            var accountId = Input.Id(balance.AccountId, "balances");
            var account =
                books.Accounts.FirstOrDefault(a => a.Id == accountId)
                ?? throw Refusal.Invalid("balances", "no_such_account", "This account is not in these books.");
            if (balance.Paise is <= 0 or > VoucherDraft.MostPaise)
                throw Refusal.Invalid("balances", "out_of_range", "This amount cannot be kept.");
            lines.Add(
                Line(
                    account,
                    balance.MemberId.Length == 0 ? null : Input.Id(balance.MemberId, "balances"),
                    account.GrowsByDebit ? balance.Paise : -balance.Paise
                )
            );
        }
        if (lines.Count == 0)
            throw Refusal.Invalid("balances", "required", "Write at least one amount.");
        var difference = lines.Sum(l => l.Debit - l.Credit);
        if (difference != 0)
            lines.Add(Line(books.Accounts.Single(a => a.Code == StandardChart.Fund), null, -difference));
        var draft = VoucherDraft.Of(books, V1.VoucherKind.Opening, books.OpenedOn, lines, by);
        await RequireNotClosingAsync(books, draft.Day, context.CancellationToken);
        await RequireMembersAsync(books, draft, context.CancellationToken);

        return await KeepAsync(draft, work, "vouchers.cut_off", context.CancellationToken);
    }

    /// <param name="net">Debit above nothing, credit below.</param>
    private static VoucherDraftLine Line(BookAccount account, Guid? member, long net) =>
        new()
        {
            AccountId = account.Id,
            MemberId = member,
            Debit = Math.Max(net, 0),
            Credit = Math.Max(-net, 0),
        };
}
