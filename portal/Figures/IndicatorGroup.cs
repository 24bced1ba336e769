using Portal.Wording;
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

    /// <summary>In the reader's language, as are the names and the definition that follow.</summary>
    public string Name => PartName is { Length: > 0 } part ? $"{IndicatorName}: {part}" : IndicatorName;

    public string IndicatorName => Words.OfServices[Indicator.Name];

    public string Definition => Words.OfServices[Indicator.Definition];

    /// <summary>What tells it from the other parts; empty when there are none, and for one that is called as the whole.</summary>
    public string PartName =>
        Indicator.Parts.Count == 1 || Part.Name == "" || Part.Name == Indicator.Name ? "" : Words.OfServices[Part.Name];

    public Figure? In(IEnumerable<Figure> figures) =>
        figures.FirstOrDefault(figure => figure.Indicator == Code && figure.Part == Part.Part);
}

/// <summary>Indicators that are read together, by the first letter of their code (DOMAIN: G, T, L, P, K).</summary>
public sealed record IndicatorGroup(string Name, IReadOnlyList<Measure> Measures)
{
    public static IReadOnlyList<IndicatorGroup> Of(IEnumerable<Indicator> dictionary) =>
        [
            .. dictionary
                .GroupBy(indicator => indicator.Code[0])
                .Select(group => new IndicatorGroup(
                    NameOf(group.First().Code),
                    [.. group.SelectMany(indicator => indicator.Parts.Select(part => new Measure(indicator, part)))]
                )),
        ];

    public static string NameOf(string code) =>
        code[0] switch
        {
            'G' => Words.Common["Members and leadership"],
            'T' => Words.Common["Training and public events"],
            'L' => Words.Common["Entitlements and livelihood"],
            'P' => Words.Common["Help and voice"],
            'K' => Words.Common["Surveys"],
            _ => Words.Common["Other figures"],
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
