using System.Globalization;
using Portal.Wording;
using Sangam;
using Sangam.Membership.V1;
using static Portal.Components.Pages.Funds.Reports.Sheet;
using static Sangam.Membership.V1.Funds;

namespace Portal.Components.Pages.Funds.Reports;

/// <summary>
/// What stands in the books of one group, as sheets. The period is a month (<c>2026-03</c>) or a financial year (<c>2025</c>),
/// by report.
/// </summary>
internal sealed class BookReports(FundsClient funds)
{
    private static Words Own => Words.Of(typeof(BookReports));

    private const int OnPage = 100,
        InFile = 1_000;

    /// <summary>The reports by the word in their address, each with its name, its icon, and whether it is of a month.</summary>
    public static IReadOnlyDictionary<string, (string Name, string Icon, bool Monthly)> All =>
        new Dictionary<string, (string, string, bool)>
        {
            ["statement"] = (Own["Monthly statement"], "scroll-text", true),
            ["cash-book"] = (Own["Cash book"], "wallet", true),
            ["ledger"] = (Own["Ledger"], "book-open", false),
            ["trial-balance"] = (Own["Trial balance"], "scale", true),
            ["result"] = (Own["Income and expenditure"], "chart-column", false),
            ["members"] = (Own["Members' balances"], "users", true),
            ["vouchers"] = (Own["All vouchers"], "history", false),
        };

    /// <summary>A sheet; for a file whole, for a page as much as fits one.</summary>
    public Task<Sheet> OfAsync(
        string report,
        Books books,
        (DateOnly First, DateOnly Last) period,
        BookAccount account,
        bool whole,
        string token = ""
    ) =>
        report switch
        {
            "cash-book" => CashBookAsync(books, period, whole, token),
            "ledger" => LedgerAsync(account, period, whole, token),
            "trial-balance" => TrialBalanceAsync(books, period.Last),
            "result" => ResultAsync(books, period),
            "members" => MembersAsync(books, period.Last),
            "vouchers" => VouchersAsync(books, period, whole, token),
            _ => StatementAsync(books, period.First),
        };

    /// <summary>The first and last day of a period; of the usual one when the address names none that fits.</summary>
    public static (DateOnly First, DateOnly Last) Period(string? text, bool monthly, DateOnly today)
    {
        if (monthly)
        {
            var month =
                DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                && read.Year is >= 1900 and <= 2200
                    ? read
                    : new DateOnly(today.Year, today.Month, 1);
            return (month, month.AddMonths(1).AddDays(-1));
        }
        var year =
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1900 and <= 2200
                ? number
                : India.FinancialYear(today);
        return (new(year, 4, 1), new(year + 1, 3, 31));
    }

    private async Task<Sheet> StatementAsync(Books books, DateOnly month)
    {
        var s = await funds.GetMonthlyStatementAsync(
            new()
            {
                BooksId = books.Id,
                Year = month.Year,
                Month = month.Month,
            }
        );
        List<Line> lines =
        [
            new([Own["Cash at the beginning"], new Money(s.OpeningCashPaise)]),
            new([Own["Bank at the beginning"], new Money(s.OpeningBankPaise)]),
        ];
        lines.AddRange(s.Received.Select(r => new Line([$"{Own["In:"]} {Own.Of(r.Account)}", new Money(r.Paise)])));
        lines.AddRange(s.Paid.Select(r => new Line([$"{Own["Out:"]} {Own.Of(r.Account)}", new Money(-r.Paise)])));
        lines.Add(new([Own["Cash at the end"], new Money(s.ClosingCashPaise)], Sum: true));
        lines.Add(new([Own["Bank at the end"], new Money(s.ClosingBankPaise)], Sum: true));
        lines.AddRange(s.MembersAccounts.Select(r => new Line([$"{Own["All members:"]} {Own.Of(r.Account)}", new Money(r.Paise)])));
        lines.AddRange(s.Yours.Select(r => new Line([$"{Own["Yours:"]} {Own.Of(r.Account)}", new Money(r.Paise)], Sum: true)));
        return new(Own["Monthly statement"], [Own["What"], Own["Rupees"]], lines, Seal: s.Seal);
    }

    private async Task<Sheet> CashBookAsync(Books books, (DateOnly First, DateOnly Last) period, bool whole, string token)
    {
        var lines = new List<Line>();
        CashBook page;
        do
        {
            page = await funds.GetCashBookAsync(
                new()
                {
                    BooksId = books.Id,
                    From = period.First.ToMessage(),
                    To = period.Last.ToMessage(),
                    PageSize = whole ? InFile : OnPage,
                    PageToken = token,
                }
            );
            if (token == "")
                lines.Add(
                    new(
                        [
                            period.First,
                            Own["At the beginning"],
                            "",
                            null,
                            null,
                            new Money(page.OpeningCashPaise),
                            null,
                            null,
                            new Money(page.OpeningBankPaise),
                        ],
                        Sum: true
                    )
                );
            lines.AddRange(
                page.Lines.Select(l => new Line(
                    [
                        l.Day.ToDateOnly(),
                        Own.Number(l.Voucher.Kind, l.Voucher.Year, l.Voucher.Number),
                        string.Join(", ", l.Accounts.Select(Own.Of)),
                        Money.Or(l.CashInPaise),
                        Money.Or(l.CashOutPaise),
                        new Money(l.CashPaise),
                        Money.Or(l.BankInPaise),
                        Money.Or(l.BankOutPaise),
                        new Money(l.BankPaise),
                    ],
                    Voucher: l.Voucher.Id
                ))
            );
            token = page.NextPageToken;
        } while (whole && token != "");
        if (token == "")
            lines.Add(
                new(
                    [
                        period.Last,
                        Own["At the end"],
                        "",
                        null,
                        null,
                        new Money(page.ClosingCashPaise),
                        null,
                        null,
                        new Money(page.ClosingBankPaise),
                    ],
                    Sum: true
                )
            );
        return new(
            Own["Cash book"],
            [
                Own["Day"],
                Own["Voucher"],
                Own["Account"],
                Own["Cash in"],
                Own["Cash out"],
                Own["Cash"],
                Own["Bank in"],
                Own["Bank out"],
                Own["Bank"],
            ],
            lines,
            token
        );
    }

    private async Task<Sheet> LedgerAsync(BookAccount account, (DateOnly First, DateOnly Last) period, bool whole, string token)
    {
        var lines = new List<Line>();
        Ledger page;
        do
        {
            page = await funds.GetLedgerAsync(
                new()
                {
                    AccountId = account.Id,
                    From = period.First.ToMessage(),
                    To = period.Last.ToMessage(),
                    PageSize = whole ? InFile : OnPage,
                    PageToken = token,
                }
            );
            if (token == "")
                lines.Add(new([period.First, Own["At the beginning"], "", null, null, new Money(page.OpeningPaise)], Sum: true));
            lines.AddRange(
                page.Lines.Select(l => new Line(
                    [
                        l.Day.ToDateOnly(),
                        Own.Number(l.Voucher.Kind, l.Voucher.Year, l.Voucher.Number),
                        l.KnownAs,
                        Money.Or(l.DebitPaise),
                        Money.Or(l.CreditPaise),
                        new Money(l.BalancePaise),
                    ],
                    Voucher: l.Voucher.Id
                ))
            );
            token = page.NextPageToken;
        } while (whole && token != "");
        if (token == "")
            lines.Add(new([period.Last, Own["At the end"], "", null, null, new Money(page.ClosingPaise)], Sum: true));
        return new(Own.Of(account), [Own["Day"], Own["Voucher"], Own["Member"], Own["Debit"], Own["Credit"], Own["Balance"]], lines, token);
    }

    private async Task<Sheet> TrialBalanceAsync(Books books, DateOnly day)
    {
        var trial = await funds.GetTrialBalanceAsync(new() { BooksId = books.Id, AsOf = day.ToMessage() });
        return new(
            Own["Trial balance"],
            [Own["Account"], Own["Debit"], Own["Credit"]],
            [
                .. trial.Lines.Select(l => new Line([Own.Of(l.Account), Money.Or(l.DebitPaise), Money.Or(l.CreditPaise)])),
                new([Own["Together"], new Money(trial.DebitPaise), new Money(trial.CreditPaise)], Sum: true),
            ]
        );
    }

    private async Task<Sheet> ResultAsync(Books books, (DateOnly First, DateOnly Last) period)
    {
        var result = await funds.GetIncomeAndExpenditureAsync(
            new()
            {
                BooksId = books.Id,
                From = period.First.ToMessage(),
                To = period.Last.ToMessage(),
            }
        );
        return new(
            Own["Income and expenditure"],
            [Own["Account"], Own["Came in"], Own["Spent"]],
            [
                .. result.Income.Select(i => new Line([Own.Of(i.Account), new Money(i.Paise), null])),
                .. result.Expenditure.Select(e => new Line([Own.Of(e.Account), null, new Money(e.Paise)])),
                new([Own["Together"], new Money(result.IncomePaise), new Money(result.ExpenditurePaise)], Sum: true),
                new([Own["What is left"], new Money(result.IncomePaise - result.ExpenditurePaise), null], Sum: true),
            ]
        );
    }

    private async Task<Sheet> MembersAsync(Books books, DateOnly day)
    {
        var members = await funds.GetMemberBalancesAsync(new() { BooksId = books.Id, AsOf = day.ToMessage() });
        return new(
            Own["Members' balances"],
            [Own["Member"], .. members.Totals.Select(t => Own.Of(t.Account))],
            [
                .. members
                    .Balances.GroupBy(b => (b.MemberId, b.KnownAs))
                    .Select(m => new Line([
                        m.Key.KnownAs,
                        .. members.Totals.Select(t => (object?)Money.Or(m.FirstOrDefault(b => b.Account.Id == t.Account.Id)?.Paise ?? 0)),
                    ])),
                new([Own["All members"], .. members.Totals.Select(t => (object?)new Money(t.Paise))], Sum: true),
            ]
        );
    }

    private async Task<Sheet> VouchersAsync(Books books, (DateOnly First, DateOnly Last) period, bool whole, string token)
    {
        var lines = new List<Line>();
        do
        {
            var page = await funds.ListVouchersAsync(
                new()
                {
                    BooksId = books.Id,
                    From = period.First.ToMessage(),
                    To = period.Last.ToMessage(),
                    WithLines = true,
                    PageSize = whole ? 200 : 30,
                    PageToken = token,
                }
            );
            lines.AddRange(
                page.Vouchers.SelectMany(v =>
                    v.Lines.Select(l => new Line(
                        [
                            v.Day.ToDateOnly(),
                            Own.Number(v.Kind, v.Year, v.Number),
                            Own.Account(l.AccountCode, l.AccountName),
                            l.KnownAs,
                            Money.Or(l.DebitPaise),
                            Money.Or(l.CreditPaise),
                            v.Narration,
                            string.Join(", ", v.Approvals.Select(a => a.KnownAs)),
                            v.Seal,
                        ],
                        Voucher: v.Id
                    ))
                )
            );
            token = page.NextPageToken;
        } while (whole && token != "");
        return new(
            Own["All vouchers"],
            [
                Own["Day"],
                Own["Voucher"],
                Own["Account"],
                Own["Member"],
                Own["Debit"],
                Own["Credit"],
                Own["What it was for"],
                Own["Approved by"],
                Own["Seal"],
            ],
            lines,
            token
        );
    }
}
