using System.Text;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

/// <summary>A voucher to show: a draft as it was written, or a posted one as it stands in the books.</summary>
internal sealed record VoucherView(
    Guid Id,
    Guid BooksId,
    V1.VoucherKind Kind,
    V1.VoucherState State,
    DateOnly Day,
    long Amount,
    byte[] Narration,
    byte[]? Reason,
    Guid? Reverses,
    Guid RecordedBy,
    Guid? RecordedByMember,
    DateTimeOffset RecordedAt,
    IReadOnlyList<VoucherView.Line> Lines,
    IReadOnlyList<VoucherApproval> Approvals,
    Voucher? Posted
)
{
    public sealed record Line(Guid AccountId, Guid? MemberId, long Debit, long Credit);

    public static VoucherView Of(VoucherDraft d) =>
        new(
            d.Id,
            d.BooksId,
            d.Kind,
            d.State,
            d.Day,
            d.Amount,
            d.Narration,
            d.Reason,
            d.Reverses,
            d.RecordedBy,
            d.RecordedByMember,
            d.RecordedAt,
            [.. d.Lines.OrderBy(l => l.Number).Select(l => new Line(l.AccountId, l.MemberId, l.Debit, l.Credit))],
            d.Approvals,
            null
        );

    /// <summary>A voucher that was posted just now from this draft.</summary>
    public static VoucherView Of(Voucher v, VoucherDraft d) => Of(d) with { Posted = v };

    public static VoucherView Of(Voucher v, IEnumerable<VoucherEntry> entries, IReadOnlyList<VoucherApproval> approvals) =>
        new(
            v.Id,
            v.BooksId,
            v.Kind,
            V1.VoucherState.Posted,
            v.Day,
            v.Amount,
            v.Narration,
            null,
            v.Reverses,
            v.RecordedBy,
            v.RecordedByMember,
            v.RecordedAt,
            [.. entries.OrderBy(e => e.Number).Select(e => new Line(e.AccountId, e.MemberId, e.Debit, e.Credit))],
            approvals,
            v
        );
}

public sealed partial class FundsService
{
    private async Task<V1.Voucher> ToMessageAsync(VoucherView view, CancellationToken cancellationToken) =>
        (await ToMessagesAsync([view], cancellationToken))[0];

    /// <summary>With names, as far as they are for the caller's eyes.</summary>
    private async Task<IReadOnlyList<V1.Voucher>> ToMessagesAsync(IReadOnlyList<VoucherView> views, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(views, cancellationToken);
        var reversals = await ReversalsAsync(views, cancellationToken);
        var accountIds = views.SelectMany(v => v.Lines).Select(l => l.AccountId).Distinct().ToArray();
        var accounts = await db
            .BookAccounts.AsNoTracking()
            .Where(a => accountIds.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, cancellationToken);

        var messages = new List<V1.Voucher>();
        foreach (var view in views)
        {
            var message = Bare(view);
            message.RecordedBy = view.RecordedByMember is { } by ? names.GetValueOrDefault(by, "") : "";
            message.ReversedById = reversals.TryGetValue(view.Id, out var reversal) ? reversal.ToString() : "";
            if (view.Lines.All(l => IsForCaller(l.MemberId) || l.MemberId is null))
                message.Narration = await OpenAsync(view.Narration, cancellationToken);
            if (view.Reason is not null)
                message.Reason = await OpenAsync(view.Reason, cancellationToken);
            message.Approvals.AddRange(
                view.Approvals.OrderBy(a => a.At)
                    .Select(a => new V1.VoucherApproval { KnownAs = names.GetValueOrDefault(a.MemberId, ""), At = a.At.ToTimestamp() })
            );
            message.Lines.AddRange(view.Lines.Select(l => LineOf(l, accounts[l.AccountId], names)));
            messages.Add(message);
        }
        return messages;
    }

    private V1.VoucherLine LineOf(VoucherView.Line line, BookAccount account, Dictionary<Guid, string> names) =>
        new()
        {
            AccountId = account.Id.ToString(),
            AccountNumber = account.Number,
            AccountCode = account.Code,
            AccountName = account.Name,
            OfAMember = line.MemberId is not null,
            MemberId = IsForCaller(line.MemberId) ? line.MemberId.ToString() : "",
            // also when she is named as an approver
            KnownAs = IsForCaller(line.MemberId) ? names.GetValueOrDefault(line.MemberId!.Value, "") : "",
            DebitPaise = line.Debit,
            CreditPaise = line.Credit,
        };

    /// <summary>Of whoever wrote and approved them, and of the members in their lines who are for the caller's eyes.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(IReadOnlyList<VoucherView> views, CancellationToken cancellationToken)
    {
        Guid[] people =
        [
            .. views
                .SelectMany(v =>
                    v.Lines.Select(l => l.MemberId)
                        .Where(IsForCaller)
                        .Append(v.RecordedByMember)
                        .Concat(v.Approvals.Select(a => (Guid?)a.MemberId))
                )
                .OfType<Guid>()
                .Distinct(),
        ];
        return people.Length == 0
            ? []
            : await db.Members.Where(m => people.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.KnownAs, cancellationToken);
    }

    /// <summary>The contra entry of each that has one, posted or waiting.</summary>
    private async Task<Dictionary<Guid, Guid>> ReversalsAsync(IReadOnlyList<VoucherView> views, CancellationToken cancellationToken)
    {
        if (views.All(v => v.Posted is null))
            return [];
        var ids = views.Select(v => v.Id).ToArray();
        return await db
            .VoucherDrafts.Where(d =>
                d.Reverses != null
                && ids.Contains(d.Reverses.Value)
                && (d.State == V1.VoucherState.Waiting || d.State == V1.VoucherState.Posted)
            )
            .ToDictionaryAsync(d => d.Reverses!.Value, d => d.Id, cancellationToken);
    }

    /// <summary>Without lines, names and texts.</summary>
    private V1.Voucher Bare(VoucherView view) =>
        new()
        {
            Id = view.Id.ToString(),
            BooksId = view.BooksId.ToString(),
            Kind = view.Kind,
            State = view.State,
            Year = view.Posted?.Year ?? India.FinancialYear(view.Day),
            Number = view.Posted?.Number ?? 0,
            Sequence = view.Posted?.Sequence ?? 0,
            Day = view.Day.ToMessage(),
            AmountPaise = view.Amount,
            RecordedByYou = caller.Account == view.RecordedBy,
            RecordedAt = view.RecordedAt.ToTimestamp(),
            PostedAt = view.Posted?.PostedAt.ToTimestamp(),
            ReversesId = view.Reverses?.ToString() ?? "",
            Seal = view.Posted?.Mark ?? "",
            YoursToApprove =
                view.State == V1.VoucherState.Waiting
                && caller.May(Permission.FundsApprove)
                && caller.Member is { } member
                && view.RecordedBy != caller.Account
                && view.RecordedByMember != member
                && view.Approvals.All(a => a.MemberId != member && a.Account != caller.Account),
        };

    private bool IsForCaller(Guid? member) => member is not null && (SeesAll || member == caller.Member);

    private async Task<string> OpenAsync(byte[] text, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await vault.OpenForTenantAsync(text, cancellationToken));
}
