namespace Indicators.Values;

/// <summary>Something about a month's figures that whoever submits it should look at.</summary>
/// <param name="Code">Which rule, e.g. <c>above_whole</c>; the portal has its words in each language.</param>
/// <param name="Part">Empty for the only or main part.</param>
/// <param name="Sentence">What it is, in plain English with the numbers in it.</param>
/// <param name="Numbers">Those numbers, in the order of the sentence.</param>
public sealed record Finding(string Code, V1.FindingSeverity Severity, string Indicator, string Part, string Sentence, params IReadOnlyList<long> Numbers)
{
    /// <summary>The month cannot be submitted while this stands.</summary>
    public bool Blocks => Severity == V1.FindingSeverity.Block;
}
