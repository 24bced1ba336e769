using Indicators.Dictionary;

namespace Indicators.National.Tables;

/// <summary>
/// A part of an indicator as the dictionary has it now: whether and how figures of several collectives, and of several months,
/// add up.
/// </summary>
/// <param name="Name">Empty for the only or main part.</param>
/// <param name="PublicThreshold">The least count that the public sees (k).</param>
public sealed record Part(string Indicator, string Name, V1.IndicatorType Type, Span Span, NationalV1.Adding Adding, int PublicThreshold)
{
    /// <summary>In the dictionary's order.</summary>
    public static readonly IReadOnlyList<Part> All = [.. IndicatorDictionary.Current.Parts.Select(p => Of(p.Indicator, p.Part))];

    private static readonly Dictionary<(string, string), int> Order = All.Index()
        .ToDictionary(p => (p.Item.Indicator, p.Item.Name), p => p.Index);

    public bool HasDenominator => Type is V1.IndicatorType.Ratio or V1.IndicatorType.Survey;

    public static Part? Find(string indicator, string part) => Order.TryGetValue((indicator, part), out var index) ? All[index] : null;

    /// <summary>Its place in the dictionary; last for what an earlier version of it had.</summary>
    public static int OrderOf(string indicator, string part) => Order.GetValueOrDefault((indicator, part), int.MaxValue);

    private static Part Of(Indicator indicator, IndicatorPart part) =>
        new(indicator.Code, part.Part, part.Type, part.Span, AddingOf(part), indicator.PublicThreshold);

    private static NationalV1.Adding AddingOf(IndicatorPart part) =>
        part.Type switch
        {
            V1.IndicatorType.Unique => NationalV1.Adding.SumOfUniques,
            V1.IndicatorType.Ratio or V1.IndicatorType.Survey => part.IsShare ? NationalV1.Adding.BothParts : NationalV1.Adding.Not,
            _ => NationalV1.Adding.Sum,
        };
}
