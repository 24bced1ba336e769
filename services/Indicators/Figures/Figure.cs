using Indicators.Dictionary;
using Sangam.Common.V1;

namespace Indicators.Figures;

/// <summary>
/// One figure of one period: of all persons, or one cell of it, of those of an age band, a gender or both. The value of a ratio or a survey
/// is its numerator. A suppressed figure has no value.
/// </summary>
/// <remarks>
/// A figure has either no cells or all that are not 0, with both margins: a cell that is missing beside others is 0; where
/// there is none, the figure is 0 or nobody knows how it is broken down.
/// </remarks>
public sealed record Figure(
    string Indicator,
    string Part,
    V1.IndicatorType Type,
    Period Period,
    long Value,
    long? Denominator,
    bool Suppressed = false
)
{
    /// <summary>Unspecified for all.</summary>
    public AgeBand AgeBand { get; init; }

    /// <summary>Unspecified for all.</summary>
    public Gender Gender { get; init; }

    /// <summary>Entered by hand, in whole or in part, rather than counted from records.</summary>
    public bool Entered { get; init; }

    /// <summary>What it is to the figures of its months, if it is of a longer period; a ratio says so itself.</summary>
    public Span Span { get; init; } =
        Type switch
        {
            V1.IndicatorType.Stock => Span.Last,
            V1.IndicatorType.Flow => Span.Sum,
            _ => Span.Anew,
        };

    public bool IsTotal => AgeBand == AgeBand.Unspecified && Gender == Gender.Unspecified;

    /// <summary>What is said instead of a figure that could point at a few.</summary>
    public Figure AsSuppressed() => this with { Value = 0, Denominator = Denominator is null ? null : 0, Suppressed = true };

    public static Figure From(V1.Figure message) =>
        new(
            message.Indicator,
            message.Part,
            message.Type,
            Figures.Period.Read(message.Period)!.Value,
            message.Value,
            message.HasDenominator ? message.Denominator : null,
            message.Suppressed
        )
        {
            AgeBand = message.AgeBand,
            Gender = message.Gender,
            Entered = message.Entered,
        };

    public V1.Figure ToMessage()
    {
        var message = new V1.Figure
        {
            Indicator = Indicator,
            Part = Part,
            Type = Type,
            Period = Period.ToMessage(),
            AgeBand = AgeBand,
            Gender = Gender,
            Value = Value,
            Suppressed = Suppressed,
            Entered = Entered,
        };
        if (Denominator is { } denominator)
            message.Denominator = denominator;
        return message;
    }
}
