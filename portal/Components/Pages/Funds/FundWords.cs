using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Membership.V1;
using What = Sangam.Membership.V1.BooksBreak.Types.What;

namespace Portal.Components.Pages.Funds;

internal static class FundWords
{
    private static Words Own => Words.Of(typeof(FundWords));

    extension(IStringLocalizer words)
    {
        public string Of(Books books) => books.GroupId == "" ? Own["The collective's own"] : books.GroupName;

        /// <summary>A standard account has a name in every language; one that the group added has the name they gave it.</summary>
        public string Account(string code, string name) => code == "" ? name : Words.OfServices[name];

        public string Of(BookAccount account) => words.Account(account.Code, account.Name);

        public string Of(AccountReference account) => words.Account(account.Code, account.Name);

        public string Of(VoucherKind kind) =>
            Own[
                kind switch
                {
                    VoucherKind.Receipt => "Money in",
                    VoucherKind.Payment => "Money out",
                    VoucherKind.Contra => "Between cash and bank",
                    VoucherKind.Journal => "Journal",
                    VoucherKind.Reversal => "Contra entry",
                    VoucherKind.Opening => "Cut-off sheet",
                    _ => "Closing of the year",
                }
            ];

        /// <summary>As it stands on paper: Money in 12 / 2025–26.</summary>
        public string Number(VoucherKind kind, int year, int number) =>
            number == 0 ? words.Of(kind) : $"{words.Of(kind)} {number} / {Year(year)}";

        public string Of(VoucherState state) =>
            Own[
                state switch
                {
                    VoucherState.Waiting => "waits for approval",
                    VoucherState.Posted => "posted",
                    VoucherState.Rejected => "rejected",
                    _ => "taken back",
                }
            ];

        public string Of(BookAccountType type) =>
            Own[
                type switch
                {
                    BookAccountType.Asset => "What the group has",
                    BookAccountType.Liability => "What the group owes",
                    BookAccountType.Income => "What comes in",
                    BookAccountType.Expense => "What is spent",
                    _ => "The group's own fund",
                }
            ];

        public string Of(What what) =>
            Own[
                what switch
                {
                    What.Changed => "This voucher is not what was posted: its day, number, amount, lines, text or approvals were changed.",
                    What.Missing => "The voucher that stood here is gone.",
                    What.OutOfPlace => "This voucher does not follow the one before it: something was put in, taken out or moved.",
                    What.Number => "A number is missing or stands out of order.",
                    What.Unbalanced => "The two sides of this voucher are no longer the same.",
                    What.Added => "This voucher came in without being posted.",
                    What.CutOff => "The last vouchers are gone.",
                    What.StrayLines => "There are lines that belong to no voucher.",
                    What.Totals => "The totals of an account are not the sum of its lines.",
                    _ => "This voucher was not posted by this system.",
                }
            ];
    }

    public static string Icon(VoucherKind kind) =>
        kind switch
        {
            VoucherKind.Receipt => "banknote-arrow-down",
            VoucherKind.Payment => "banknote-arrow-up",
            VoucherKind.Contra => "arrow-left-right",
            VoucherKind.Journal => "notebook-pen",
            VoucherKind.Reversal => "undo-2",
            VoucherKind.Opening => "clipboard-list",
            _ => "lock",
        };

    /// <summary>A financial year as it is written: 2025–26.</summary>
    public static string Year(int year) => string.Create(CultureInfo.InvariantCulture, $"{year}–{(year + 1) % 100:00}");

    extension(Posted form)
    {
        /// <summary>Rupees as they are typed (250, 1,250.50) in paise; null when nothing was typed.</summary>
        public long? Paise(string field)
        {
            var text = form[field].Replace(",", "", StringComparison.Ordinal).Replace("₹", "", StringComparison.Ordinal).Trim();
            if (text == "")
                return null;
            return
                decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rupees)
                && rupees is > 0 and <= 10_000_000_000
                && rupees * 100 == decimal.Truncate(rupees * 100)
                ? (long)(rupees * 100)
                : throw new FieldProblem(field, Own["Write an amount in rupees, like 250 or 250.50."]);
        }

        public long NeedPaise(string field) =>
            form.Paise(field) ?? throw new FieldProblem(field, Own["Write an amount in rupees, like 250 or 250.50."]);
    }
}
