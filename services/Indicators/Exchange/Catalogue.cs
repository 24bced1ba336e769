using System.Collections.Frozen;
using System.Globalization;
using Indicators.Dictionary;
using Indicators.Dictionary.Dhis2;
using Indicators.Figures;
using Sangam.Common.V1;

namespace Indicators.Exchange;

/// <summary>What one data value is about: a part of an indicator (or the denominator of one), of all persons or of some.</summary>
public readonly record struct ValueKey(string Indicator, string Part, bool Denominator, AgeBand AgeBand, Gender Gender)
{
    /// <summary>Of all persons of an age band, or of a gender: what the cells by both add up to.</summary>
    public bool IsMargin => (AgeBand == AgeBand.Unspecified) != (Gender == Gender.Unspecified);
}

/// <summary>
/// What data elements, categories and data sets are called: as in the dictionary's DHIS2 metadata, by their codes or by the ids
/// that DHIS2 gives its objects. A collective is always called by its code.
/// </summary>
public sealed class Catalogue
{
    private static readonly Catalogue ByCode = new(uids: false),
        ByUid = new(uids: true);
    private readonly bool uids;
    private readonly FrozenDictionary<ValueKey, (string Element, string Combo, IReadOnlyList<V1.PeriodType> Periods)> names;
    private readonly FrozenDictionary<(string Element, string Combo), ValueKey> keys;
    private readonly FrozenDictionary<string, V1.PeriodType> dataSets;
    private readonly FrozenSet<string> elements;

    private Catalogue(bool uids)
    {
        this.uids = uids;
        var all =
            from element in Element.Of(IndicatorDictionary.Current)
            from cell in element.Breakdown.Cells
            select (
                Key: new ValueKey(element.Indicator.Code, element.Part.Part, element.Side == Side.Denominator, cell.Age, cell.Gender),
                Element: element
            );
        names = all.ToFrozenDictionary(
            a => a.Key,
            a =>
                (
                    uids ? a.Element.Id : a.Element.Code,
                    ComboOf(a.Key.AgeBand, a.Key.Gender),
                    (IReadOnlyList<V1.PeriodType>)[.. a.Element.Periods]
                )
        );
        keys = names.ToFrozenDictionary(n => (n.Value.Element, n.Value.Combo), n => n.Key);
        elements = names.Values.Select(n => n.Element).ToFrozenSet();
        dataSets = Dhis2Metadata.Periods.ToFrozenDictionary(
            p => uids ? Dhis2Codes.Uid("dataSet", p.Dhis2) : Dhis2Codes.Of(p.Dhis2.ToUpperInvariant()),
            p => p.Period
        );
    }

    /// <param name="scheme">DHIS2's <c>idScheme</c>: <c>code</c> (unless it says otherwise) or <c>uid</c>.</param>
    /// <exception cref="Refusal"><c>bad_scheme</c>.</exception>
    public static Catalogue Of(string? scheme) =>
        scheme?.ToUpperInvariant() switch
        {
            null or "" or "CODE" => ByCode,
            "UID" or "ID" => ByUid,
            _ => throw Refusal.NotNow("bad_scheme", "idScheme may be code or uid."),
        };

    /// <summary>
    /// What everybody's combination is called; it is also the only one of attributes. DHIS2 has it in every installation.
    /// </summary>
    public string Default => uids ? "HllvX50cXC0" : "default";

    public bool Knows(ValueKey key) => names.ContainsKey(key);

    public string ElementOf(ValueKey key) => names[key].Element;

    public bool IsElement(string name) => elements.Contains(name);

    public bool IsDataSet(string name) => dataSets.ContainsKey(name);

    /// <summary>
    /// Whether the data set is of this kind of period and takes this value for it: what can be made of shorter periods is sent
    /// for those alone.
    /// </summary>
    public bool IsIn(string dataSet, ValueKey key, V1.PeriodType period) =>
        dataSets[dataSet] == period && names[key].Periods.Contains(period);

    /// <param name="combo">Null or empty for everybody.</param>
    public ValueKey? Find(string element, string? combo) =>
        keys.TryGetValue((element, combo is { Length: > 0 } ? combo : Default), out var key) ? key : null;

    /// <summary>The combination that categories with their options stand for, as in ADX; null when there is none.</summary>
    public string? Combo(IReadOnlyList<(string Category, string Option)> categories)
    {
        var cells = Breakdown
            .All.SelectMany(b => b.Cells)
            .Prepend(default)
            .Where(c => Categories(c.Age, c.Gender).ToHashSet().SetEquals(categories))
            .ToList();
        return cells.Count == 1 ? ComboOf(cells[0].Age, cells[0].Gender) : null;
    }

    public DataValue Value(ValueKey key, Period period, string collective, long value, bool entered) =>
        new(
            names[key].Element,
            PeriodCode.Dhis2(period),
            collective,
            names[key].Combo,
            value.ToString(CultureInfo.InvariantCulture),
            Default,
            entered ? DataValue.Entered : null
        )
        {
            Categories = [.. Categories(key.AgeBand, key.Gender)],
        };

    private string ComboOf(AgeBand age, Gender gender) =>
        Breakdown.OptionCombo(age, gender) is not { } uid ? Default
        : uids ? uid
        : Dhis2Codes.Of($"CELL_{Breakdown.CellCode(age, gender)}");

    private IEnumerable<(string Category, string Option)> Categories(AgeBand age, Gender gender) =>
        Breakdown.Options(age, gender).Select(o => (Name("category", o.Category.ToUpperInvariant()), Name("categoryOption", o.Code)));

    private string Name(string kind, string code) => uids ? Dhis2Codes.Uid(kind, code) : Dhis2Codes.Of(code);
}
