using System.Globalization;
using System.Text;
using CsvHelper;

namespace Membership.Imports;

/// <summary>
/// A sheet as spreadsheets export it: UTF-8 (or UTF-16 with its mark), cells separated by commas, semicolons or tabs, headings
/// in the first row.
/// </summary>
internal sealed record Sheet(IReadOnlyList<SheetRow> Rows, IReadOnlyList<string> IgnoredColumns)
{
    public const int LargestFile = 2_000_000,
        MostRows = 5_000,
        LongestCell = 500,
        MostColumns = 100;

    /// <exception cref="Refusal"><c>too_large</c>, <c>too_many_rows</c>, <c>no_rows</c>, <c>bad_encoding</c>, <c>bad_table</c>,
    /// <c>column_missing</c>, <c>column_twice</c>.</exception>
    public static Sheet Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > LargestFile)
            throw Refused("too_large", "This file is too large. Divide it into smaller ones.");
        var text = Text(file);
        using var reader = CsvReader.FromText(
            text,
            new()
            {
                SkipEmptyLines = false, // a spreadsheet counts them too
                OnMalformedRecord = record => // any other stray quote is part of what was written
                {
                    if (record.Reason is CsvMalformedReason.UnterminatedQuote)
                        throw NeverClosed(record.RecordNumber);
                },
            }
        );
        if (reader.Headers.Count == 0)
            throw Refused("no_rows", "There is nothing in this file.");

        var columns = Columns(reader.Headers);
        var rows = new List<SheetRow>();
        foreach (var record in reader)
        {
            var cells = record.ToArray();
            var number = record.RowNumber + 1; // the headings are row 1
            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            if (cells.Any(c => c.Length > LongestCell))
                throw NeverClosed(number);
            if (rows.Count == MostRows)
            {
                throw Refused(
                    "too_many_rows",
                    string.Create(CultureInfo.InvariantCulture, $"A file may have at most {MostRows:N0} rows. Divide it into smaller ones.")
                );
            }
            rows.Add(new((int)number, columns.ToDictionary(c => c.Column, c => c.Index < cells.Length ? Plain(cells[c.Index]) : "")));
        }
        return rows.Count > 0
            ? new(rows, [.. reader.Headers.Where(h => !string.IsNullOrWhiteSpace(h) && Column.Of(h) is null).Select(Shown)])
            : throw Refused("no_rows", "There is no row below the headings.");
    }

    private static string Text(ReadOnlySpan<byte> file)
    {
        Encoding encoding = file switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(false, true, true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(true, true, true),
            _ => new UTF8Encoding(true, true),
        };
        if (file.StartsWith(encoding.Preamble))
            file = file[encoding.Preamble.Length..];
        try
        {
            return encoding.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            throw Refused("bad_encoding", "The letters in this file cannot be read. Save it once more as \"CSV UTF-8\".");
        }
    }

    private static List<(int Index, Column Column)> Columns(IReadOnlyList<string> headings)
    {
        if (headings.Count > MostColumns)
            throw Refused("bad_table", "The first row must be the headings.");
        var columns = headings
            .Select((heading, index) => (index, Column.Of(heading)))
            .Where(c => c.Item2 is not null)
            .Select(c => (c.index, c.Item2!))
            .ToList();
        if (columns.GroupBy(c => c.Item2).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Refused("column_twice", $"Two columns are headed \"{twice.Key.English}\". Keep one of them.");
        var missing = Column.All.Where(c => c.Required && !columns.Any(there => there.Item2 == c)).Select(c => $"\"{c.English}\"").ToList();
        return missing.Count == 0
            ? columns
            : throw Refused(
                "column_missing",
                $"Columns are missing: {string.Join(", ", missing)}. Take the headings from the empty sheet."
            );
    }

    /// <summary>Without the apostrophe that sheets of ours put before what a spreadsheet would compute.</summary>
    private static string Plain(string cell) =>
        cell.Trim() is ['\'', '=' or '+' or '-' or '@', ..] and var marked ? marked[1..] : cell.Trim();

    private static string Shown(string heading) => string.Concat(heading.Trim().Where(c => !char.IsControl(c)).Take(60));

    private static Refusal NeverClosed(long row) =>
        Refused(
            "bad_table",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Row {row} cannot be read: a cell is too long. Look for a quotation mark that is opened there and never closed."
            )
        );

    private static Refusal Refused(string code, string sentence) => Refusal.Invalid("csv", code, sentence);
}

/// <summary>A row as a spreadsheet counts it (the headings are row 1), with what stands in its cells.</summary>
internal sealed record SheetRow(int Number, IReadOnlyDictionary<Column, string> Cells)
{
    public string this[Column column] => Cells.GetValueOrDefault(column, "");
}
