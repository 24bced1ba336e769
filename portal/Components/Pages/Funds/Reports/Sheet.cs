namespace Portal.Components.Pages.Funds.Reports;

/// <summary>
/// A report as a table, the same on the page and in a file. A cell is a text, a <see cref="DateOnly"/>, an amount (<see
/// cref="Money"/>) or null.
/// </summary>
/// <param name="Next">The token of the next page; empty on the last, and always in a file.</param>
/// <param name="Seal">Of the last voucher posted; empty where it says nothing.</param>
internal sealed record Sheet(
    string Title,
    IReadOnlyList<string> Columns,
    IReadOnlyList<Sheet.Line> Lines,
    string Next = "",
    string Seal = ""
)
{
    /// <param name="Voucher">The voucher that the line speaks of, for a link; null when it is none.</param>
    public sealed record Line(IReadOnlyList<object?> Cells, bool Sum = false, string? Voucher = null);

    public readonly record struct Money(long Paise)
    {
        /// <summary>Nothing where there is nothing, as in a book.</summary>
        public static Money? Or(long paise) => paise == 0 ? null : new(paise);
    }
}
