using System.Globalization;
using Indicators.Dictionary;
using Indicators.Figures;
using static Sangam.Indicators.V1.FindingSeverity;

namespace Indicators.Values;

/// <summary>Something about a month's figures that whoever submits it should look at.</summary>
/// <param name="Code">Which rule, e.g. <c>above_whole</c>; the portal has its words in each language.</param>
/// <param name="Indicator">Empty when it is about the month as a whole.</param>
/// <param name="Part">Empty for the only or main part.</param>
/// <param name="Sentence">What it is, in plain English with the numbers in it.</param>
/// <param name="Numbers">Those numbers, in the order of the sentence.</param>
public sealed record Finding(
    string Code,
    V1.FindingSeverity Severity,
    string Indicator,
    string Part,
    string Sentence,
    IReadOnlyList<long> Numbers
)
{
    /// <summary>The month cannot be submitted while this stands.</summary>
    public bool Blocks => Severity == Block;

    public V1.Finding ToMessage() =>
        new()
        {
            Code = Code,
            Severity = Severity,
            Indicator = Indicator,
            Part = Part,
            Sentence = Sentence,
            Numbers = { Numbers },
        };
}

/// <summary>Every finding there is, in its words.</summary>
internal static class Findings
{
    private static readonly Dictionary<(string, string), string> Names = IndicatorDictionary.Current.Parts.ToDictionary(
        p => (p.Indicator.Code, p.Part.Part),
        p => p.Part.Name
    );

    public static Finding AboveWhole(Figure f) =>
        Of(
            "above_whole",
            Block,
            (f.Indicator, f.Part),
            "{0} cannot be more than the {1} that it is a part of.",
            f.Value,
            f.Denominator!.Value
        );

    public static Finding MorePersonsThanTimes(Figure f, long times) =>
        Of("more_persons_than_times", Block, (f.Indicator, f.Part), "{0} different persons cannot have come {1} times.", f.Value, times);

    public static Finding CellsDiffer(Figure f, long cells, long whole) =>
        Of(
            "cells_differ",
            Block,
            (f.Indicator, f.Part),
            "By age and gender these are {0}, in all {1}. They must be the same.",
            cells,
            whole
        );

    public static Finding Missing((string, string) part) =>
        Of("missing", Warn, part, "This was entered in earlier months and is not entered for this one.");

    public static Finding ZeroNow(Figure f, int months) =>
        Of("zero_now", Warn, (f.Indicator, f.Part), "This is 0. In each of the {0} months before it was more.", months);

    public static Finding Jump(Figure f, long mean, int months) =>
        Of("jump", Warn, (f.Indicator, f.Part), "This is {0}. The mean of the {2} months before is {1}.", f.Value, mean, months);

    public static Finding StockFell(Figure f, long last) =>
        Of("stock_fell", Warn, (f.Indicator, f.Part), "This is {0}. At the end of last month it was {1}.", f.Value, last);

    public static Finding ReceivedUnfiled(string indicator, long count) =>
        Of("received_unfiled", Warn, (indicator, ""), "{0} were received although no record says that they were filed.", count);

    public static Finding DecidedBeforeFiled(string indicator, long count) =>
        Of("decided_before_filed", Warn, (indicator, ""), "{0} were received on a day before they were filed.", count);

    public static Finding NothingRecorded() => Of("nothing_recorded", Warn, ("", ""), "Nothing is recorded in this month.");

    private static Finding Of(
        string code,
        V1.FindingSeverity severity,
        (string Indicator, string Part) about,
        string sentence,
        params long[] numbers
    )
    {
        var words = string.Format(
            CultureInfo.InvariantCulture,
            sentence,
            [.. numbers.Select(n => (object)n.ToString("N0", CultureInfo.InvariantCulture))]
        );
        return new(
            code,
            severity,
            about.Indicator,
            about.Part,
            Names.TryGetValue(about, out var name) ? $"{name}: {words}" : words,
            numbers
        );
    }
}
