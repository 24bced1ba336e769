using Microsoft.AspNetCore.Components;
using Portal.Components.Flow;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Membership.V1;
using Sangam.Security;

namespace Portal.Components.Pages.Funds.Vouchers;

public partial class RecordVoucher
{
    [Parameter]
    public string Hidden { get; set; } = "";

    [Parameter]
    public string What { get; set; } = "";

    private Books books = new();
    private IReadOnlyList<GroupMember> members = [];

    public override IReadOnlyList<string[]> Asked { get; } =
    [
        ["account", "other"],
        ["amount", "money", "member"],
        ["day", "narration", "lines"],
        [],
    ];

    public override IReadOnlyDictionary<string, string> Given =>
        Days.Given("day", Today, Cash is { } cash ? [new("money", Ids.Hide(cash.Id))] : []);

    private VoucherKind Kind =>
        What switch
        {
            "payment" => VoucherKind.Payment,
            "contra" => VoucherKind.Contra,
            "journal" => VoucherKind.Journal,
            _ => VoucherKind.Receipt,
        };

    private IEnumerable<BookAccount> Open => books.Accounts.Where(account => account.ClosedOn is null);

    private BookAccount? Cash =>
        Kind is VoucherKind.Receipt or VoucherKind.Payment ? Open.FirstOrDefault(account => account.Use == BookAccountUse.Cash) : null;

    private List<BookAccount> Banks => [.. Open.Where(account => account.Use == BookAccountUse.Bank)];

    /// <summary>
    /// The likely ones first. The members of the collective's own books are too many to choose from, so what is kept by member
    /// stays with the groups.
    /// </summary>
    private IEnumerable<Option> Options =>
        Open.Where(account => account.Use == BookAccountUse.Ordinary && (!account.PerMember || members.Count > 0) && Belongs(account.Type))
            .OrderBy(account => account.PerMember ? 0 : 1)
            .ThenBy(account => account.Number)
            .Select(Option);

    private IEnumerable<Option> Money =>
        Open.Where(account => account.Use != BookAccountUse.Ordinary)
            .Select(account => new Option(
                Ids.Hide(account.Id),
                L.Of(account),
                account.Use == BookAccountUse.Cash ? "wallet" : "landmark",
                Format.Rupees(account.BalancePaise)
            ));

    private IEnumerable<Option> Members =>
        members
            .DistinctBy(member => member.MemberId)
            .OrderBy(member => member.KnownAs)
            .Select(member => new Option(Ids.Hide(member.MemberId), $"{member.KnownAs} ({member.Number})"));

    private bool PerMember => Picked("account") is { PerMember: true } || Picked("other") is { PerMember: true };

    private string MemberId => Ids.Show(Typed["member"]);

    private string What0 =>
        Kind switch
        {
            VoucherKind.Contra => Typed["account"] == "in" ? L["From cash into the bank"] : L["From the bank into cash"],
            VoucherKind.Journal =>
                $"{(Picked("account") is { } debit ? L.Of(debit) : "")} ← {(Picked("other") is { } credit ? L.Of(credit) : "")}",
            _ => Picked("account") is { } account ? L.Of(account) : "",
        };

    private Option Option(BookAccount account) =>
        new(
            Ids.Hide(account.Id),
            L.Of(account),
            account.Code switch
            {
                "member-savings" => "piggy-bank",
                "member-loans" => "hand-coins",
                _ => null,
            }
        );

    private bool Belongs(BookAccountType type) =>
        Kind switch
        {
            VoucherKind.Receipt => type != BookAccountType.Expense,
            VoucherKind.Payment => type != BookAccountType.Income,
            _ => true,
        };

    private BookAccount? Picked(string field)
    {
        var id = Ids.Show(Typed[field]);
        return books.Accounts.FirstOrDefault(account => account.Id == id);
    }

    protected override async Task OnInitializedAsync()
    {
        books = await Funds.GetBooksAsync(new() { Id = Ids.Show(Hidden) });
        if (books.GroupId != "" && Session.May(Permission.GroupsRead))
            members = (await Groups.GetGroupAsync(new() { Id = books.GroupId })).Members;
    }

    protected override Task RequireAsync(Posted form)
    {
        switch (Step)
        {
            case 0 when form["account"] == "":
                throw new FieldProblem("account", L["Choose one."]);
            case 0 when Kind == VoucherKind.Journal && (form["other"] == "" || form["other"] == form["account"]):
                throw new FieldProblem("other", L["Choose another account."]);
            case 1:
                form.NeedPaise("amount");
                if (PerMember && form["member"] == "")
                    throw new FieldProblem("member", L["Choose who it is."]);
                break;
            case 2:
                if (form.NeedDay("day").ToDateOnly() > Today)
                    throw new FieldProblem("day", L["This day has not come yet."]);
                if (form["narration"] == "")
                    throw new FieldProblem("narration", L["Say in a few words what it was for."]);
                break;
        }
        return Task.CompletedTask;
    }

    protected override async Task FinishAsync(Posted form)
    {
        var paise = form.NeedPaise("amount");
        var (debit, credit) = Kind switch
        {
            VoucherKind.Receipt => (Picked("money"), Picked("account")),
            VoucherKind.Payment => (Picked("account"), Picked("money")),
            VoucherKind.Contra when form["account"] == "in" => (
                Picked("money") ?? Banks[0],
                books.Accounts.First(account => account.Use == BookAccountUse.Cash)
            ),
            VoucherKind.Contra => (books.Accounts.First(account => account.Use == BookAccountUse.Cash), Picked("money") ?? Banks[0]),
            _ => (Picked("account"), Picked("other")),
        };
        await Funds.RecordVoucherAsync(
            new()
            {
                RequestId = form.RequestId,
                BooksId = books.Id,
                Kind = Kind,
                Day = form.NeedDay("day"),
                Narration = form["narration"],
                Lines =
                {
                    new RecordLine
                    {
                        AccountId = debit?.Id ?? "",
                        MemberId = debit is { PerMember: true } ? MemberId : "",
                        DebitPaise = paise,
                    },
                    new RecordLine
                    {
                        AccountId = credit?.Id ?? "",
                        MemberId = credit is { PerMember: true } ? MemberId : "",
                        CreditPaise = paise,
                    },
                },
            }
        );
        Go($"/funds/{Hidden}?done=written");
    }
}
