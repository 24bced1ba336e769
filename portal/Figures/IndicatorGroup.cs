using Microsoft.Extensions.Localization;
using Sangam.Indicators.V1;
using Sangam.National.V1;

namespace Portal.Figures;

/// <summary>One part of one indicator: a column of the network's table, a line of a month.</summary>
public sealed record Measure(Indicator Indicator, IndicatorPart Part)
{
    public string Code => Indicator.Code;

    /// <summary>Its value is a part of a whole; a median of days is not.</summary>
    public bool IsRatio => Part.Type is IndicatorType.Ratio or IndicatorType.Survey && Unit != Unit.Days;

    /// <summary>What it is a number of.</summary>
    public Unit Unit => Part.Unit;

    /// <summary>How an address names it: <c>T4.offline</c>, or <c>G1</c> when it has one part only.</summary>
    public string Id => Part.Part == "" ? Code : $"{Code}.{Part.Part}";

    public string Name(IStringLocalizer words) =>
        PartName(words) is { Length: > 0 } part ? $"{words[Indicator.Name]}: {part}" : words[Indicator.Name];

    /// <summary>What tells it from the other parts; empty when there are none, and for one that is called as the whole.</summary>
    public string PartName(IStringLocalizer words) =>
        Indicator.Parts.Count == 1 || Part.Name == "" || Part.Name == Indicator.Name ? "" : words[Part.Name];

    public Figure? In(IEnumerable<Figure> figures) =>
        figures.FirstOrDefault(figure => figure.Indicator == Code && figure.Part == Part.Part);
}

/// <summary>Indicators that are read together, by the first letter of their code (DOMAIN: G, T, L, P, K).</summary>
public sealed record IndicatorGroup(string Name, IReadOnlyList<Measure> Measures)
{
    public static IReadOnlyList<IndicatorGroup> Of(IEnumerable<Indicator> dictionary) =>
        [
            .. dictionary
                .GroupBy(indicator => NameOf(indicator.Code))
                .Select(group => new IndicatorGroup(
                    group.Key,
                    [.. group.SelectMany(indicator => indicator.Parts.Select(part => new Measure(indicator, part)))]
                )),
        ];

    public static string NameOf(string code) =>
        code[0] switch
        {
            'G' => "Members and leadership",
            'T' => "Training and public events",
            'L' => "Entitlements and livelihood",
            'P' => "Help and voice",
            'K' => "Surveys",
            _ => "Other figures",
        };

    public static string IconOf(string code) =>
        code[0] switch
        {
            'G' => "users",
            'T' => "graduation-cap",
            'L' => "landmark",
            'P' => "heart-handshake",
            'K' => "clipboard-list",
            _ => "chart-column",
        };
}
