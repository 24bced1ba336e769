namespace Indicators.Exchange;

/// <summary>Data values in DHIS2's JSON.</summary>
/// <param name="DataSet">The data set that was asked for, if it was one.</param>
/// <param name="Period">For an import, of all values that name none; so are the next two.</param>
public sealed record DataValueSetDocument(
    IReadOnlyList<DataValueDocument> DataValues,
    string? DataSet = null,
    string? Period = null,
    string? OrgUnit = null,
    string? AttributeOptionCombo = null
);

/// <summary>One data value. Missing: it is suppressed, or nobody knows it.</summary>
/// <param name="OrgUnit">The collective's code.</param>
/// <param name="CategoryOptionCombo">Of which persons: default for all.</param>
/// <param name="Value">A whole number; amounts of money are in paise.</param>
/// <param name="Comment">entered: entered by hand rather than counted from records.</param>
/// <param name="Deleted">In an import: the value is to be taken back.</param>
public sealed record DataValueDocument(
    string DataElement,
    string Value,
    string? Period = null,
    string? OrgUnit = null,
    string? CategoryOptionCombo = null,
    string? AttributeOptionCombo = null,
    string? Comment = null,
    bool? Deleted = null
);
