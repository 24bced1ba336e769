using System.Globalization;
using Indicators.Figures;

namespace Indicators.Exchange;

/// <summary>A data value that was understood.</summary>
/// <param name="Index">Its place among those that came.</param>
/// <param name="Number">Null when it is to be taken back.</param>
public sealed record PlacedValue(int Index, DataValue Given, ValueKey Key, Period Period, long? Number)
{
    /// <summary>What is entered as one: a ratio with its denominator.</summary>
    public (ValueKey Key, Period Period) Cell => (Key with { Denominator = false }, Period);
}

/// <summary>Finds out what each data value is about; what cannot be placed is a conflict.</summary>
public sealed class Placing(Catalogue names, string collective, bool deleting)
{
    private readonly HashSet<(ValueKey, Period)> seen = [];

    public List<PlacedValue> Placed { get; } = [];
    public List<ImportConflict> Conflicts { get; } = [];

    public void Place(IReadOnlyList<DataValue> values)
    {
        foreach (var (index, value) in values.Index())
            if (Place(value, index) is { } conflict)
                Conflicts.Add(conflict);
        RejectLooseMargins();
    }

    private ImportConflict? Place(DataValue value, int index)
    {
        ImportConflict Conflict(string? wrong, string sentence, string code, string property) =>
            new(ExportQuery.Shown(wrong ?? ""), sentence, code, property, [index]);

        if (!names.IsElement(value.DataElement))
            return Conflict(value.DataElement, "There is no such data element in the dictionary.", "E7610", "dataElement");
        if (PeriodCode.Read(value.Period) is not { } period)
            return Conflict(value.Period, "This is no period that figures are made for.", "E7611", "period");
        if (value.OrgUnit != collective)
            return Conflict(value.OrgUnit, "Values can only be given for your own collective.", "E7612", "orgUnit");
        var combo = value.Categories.Count > 0 ? names.Combo(value.Categories) ?? "?" : value.CategoryOptionCombo;
        if (names.Find(value.DataElement, combo) is not { } key)
            return Conflict(
                value.CategoryOptionCombo ?? string.Join(' ', value.Categories.Select(c => $"{c.Category}={c.Option}")),
                "The data element has no such category option combination.",
                "E7613",
                "categoryOptionCombo"
            );
        if (value.AttributeOptionCombo is { Length: > 0 } attribute && attribute != names.Default)
            return Conflict(attribute, "There are no attributes but the default.", "E7615", "attributeOptionCombo");
        var taken = deleting || value.Deleted;
        if (!taken && string.IsNullOrWhiteSpace(value.Value))
            return Conflict(value.DataElement, "No value is given.", "E7618", "value");
        if (!taken && Whole(value.Value!) is null)
            return Conflict(value.Value, "A value is a whole number from 0 on.", "E7619", "value");
        if (!seen.Add((key, period)))
            return Conflict(value.DataElement, "This value is given twice.", "E7639", "dataElement");
        Placed.Add(new(index, value, key, period, taken ? null : Whole(value.Value!)));
        return null;
    }

    /// <summary>
    /// What all of an age band or of a gender come to follows from the cells by both, so it is taken with those and with
    /// nothing else.
    /// </summary>
    private void RejectLooseMargins()
    {
        var cells = Placed
            .Where(p => p.Key is { AgeBand: not 0, Gender: not 0 })
            .ToLookup(p => (p.Key.Indicator, p.Key.Part, p.Key.Denominator, p.Period));
        foreach (var margin in Placed.Where(p => p.Key.IsMargin).ToList())
        {
            var of = cells[(margin.Key.Indicator, margin.Key.Part, margin.Key.Denominator, margin.Period)]
                .Where(c => margin.Key.AgeBand == 0 ? c.Key.Gender == margin.Key.Gender : c.Key.AgeBand == margin.Key.AgeBand)
                .ToList();
            if (of.Count > 0 && (margin.Number is null || of.Sum(c => c.Number ?? 0) == margin.Number))
                continue;
            Conflicts.Add(
                of.Count == 0
                    ? new(
                        margin.Given.DataElement,
                        "Give it by age and gender together: this follows from those.",
                        "E7613",
                        "categoryOptionCombo",
                        [margin.Index]
                    )
                    : new(
                        ExportQuery.Shown(margin.Given.Value ?? ""),
                        "This is not what the values by age and gender add up to.",
                        "E7619",
                        "value",
                        [margin.Index]
                    )
            );
            Placed.Remove(margin);
        }
    }

    /// <summary>ADX may write a whole number with decimals.</summary>
    private static long? Whole(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var number
        )
        && number == decimal.Truncate(number)
        && number is >= 0 and <= long.MaxValue
            ? (long)number
            : null;
}
