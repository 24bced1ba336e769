namespace Indicators.Dictionary.Dhis2;

/// <summary>Which of a figure's numbers a data element holds.</summary>
public enum Side
{
    Value,
    Numerator,
    Denominator,
}

/// <summary>
/// A data element: one number of one part of an indicator, whole or broken down. A ratio and a survey are two, since DHIS2 could only
/// average their quotients.
/// </summary>
public sealed record Element(Indicator Indicator, IndicatorPart Part, Side Side, Breakdown Breakdown)
{
    /// <summary>E.g. <c>SANGAM_G1_AGE</c>, <c>SANGAM_T4_OFFLINE</c>, <c>SANGAM_L1_OF_FILED_NUM</c>.</summary>
    public string Code =>
        Dhis2Codes.Of(
            Indicator.Code
                + (Part.Part.Length == 0 ? "" : "_" + Part.Part.ToUpperInvariant().Replace('-', '_'))
                + Side switch
                {
                    Side.Numerator => "_NUM",
                    Side.Denominator => "_DEN",
                    _ => "",
                }
                + Breakdown.Suffix
        );

    public string Id => Uid.Of("dataElement", Code);

    /// <summary>How DHIS2 makes a longer period's value from those of its months: adds them, takes the last, or not at all.</summary>
    public string AggregationType =>
        Part.Span switch
        {
            Span.Sum => "SUM",
            Span.Last => "LAST",
            _ => "NONE",
        };

    /// <summary>
    /// The kinds of period for which values are sent: what adds up or stands as it does on the last day by the shortest alone,
    /// since DHIS2 makes the longer from it and would count both; what is counted anew by each.
    /// </summary>
    public IEnumerable<V1.PeriodType> Periods => Part.Span == Span.Anew ? Kinds.Where(p => p >= Indicator.Period) : [Indicator.Period];

    /// <summary>Every data element of a version, in the dictionary's order.</summary>
    public static IEnumerable<Element> Of(IndicatorDictionary dictionary) =>
        from p in dictionary.Parts
        from breakdown in p.Part.Breakdown ? [Breakdown.None, .. Breakdown.All] : (Breakdown[])[Breakdown.None]
        from side in p.Part.HasDenominator ? [Side.Numerator, Side.Denominator] : (Side[])[Side.Value]
        select new Element(p.Indicator, p.Part, side, breakdown);

    /// <summary>The name in a language, e.g. <c>L1 House pattas received: Received of those filed, numerator, by age</c>.</summary>
    internal string Name(Translation words)
    {
        var indicator = words.Of(Indicator);
        var part = words.Of(Indicator).Parts[Part.Part];
        string[] more =
        [
            .. Side switch
            {
                Side.Numerator when Part.IsShare => [words.Word("numerator")],
                Side.Denominator => [words.Word("denominator")],
                _ => (string[])[],
            },
            .. Part.Unit == V1.Unit.Paise ? [words.Word("in paise")] : (string[])[],
            .. Breakdown == Breakdown.None ? [] : (string[])[words.Word(Breakdown.Name)],
        ];
        return $"{Indicator.Code} {string.Join(", ", [part == indicator.Name ? part : $"{indicator.Name}: {part}", .. more])}";
    }

    /// <summary>At most 50 characters.</summary>
    internal string ShortName => string.Join(' ', Code.Split('_').Skip(1));

    private static readonly V1.PeriodType[] Kinds =
    [
        V1.PeriodType.Month,
        V1.PeriodType.Quarter,
        V1.PeriodType.FinancialYear,
        V1.PeriodType.Year,
    ];
}
