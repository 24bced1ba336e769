namespace Indicators.Exchange;

/// <summary>
/// A value as it travels, each field as it is written there; DHIS2's data value. What the fields mean is decided by <see
/// cref="Catalogue"/>.
/// </summary>
/// <param name="CategoryOptionCombo">Of which persons; null or empty for all.</param>
/// <param name="Value">A whole number; null or empty where there is none.</param>
/// <param name="Comment"><see cref="Entered"/> for a value that was entered by hand; what others write here is not kept.</param>
/// <param name="Deleted">It is to be taken back.</param>
public sealed record DataValue(
    string DataElement,
    string Period,
    string OrgUnit,
    string? CategoryOptionCombo,
    string? Value,
    string? AttributeOptionCombo = null,
    string? Comment = null,
    bool Deleted = false
)
{
    public const string Entered = "entered";

    /// <summary>In ADX, of which persons: an option for each category.</summary>
    public IReadOnlyList<(string Category, string Option)> Categories { get; init; } = [];
}

/// <summary>Values that travel together.</summary>
/// <param name="DataSet">Empty when none is named.</param>
public sealed record DataValueSet(string DataSet, IReadOnlyList<DataValue> Values)
{
    /// <summary>A year of a collective with all its cells, and a limit that keeps one import a matter of seconds.</summary>
    public const int MostValues = 10_000,
        LargestFile = 8_000_000;

    /// <exception cref="Refusal"><c>too_many_values</c>.</exception>
    public DataValueSet Checked() =>
        Values.Count <= MostValues
            ? this
            : throw Refusal.TooMuch("too_many_values", $"At most {MostValues} values can be sent at once. Divide them.");
}
