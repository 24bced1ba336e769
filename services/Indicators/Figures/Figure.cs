using Indicators.Dictionary;

namespace Indicators.Figures;

/// <summary>One figure of one period. The value of a ratio or a survey is its numerator; a suppressed figure has no value.</summary>
public sealed record Figure(string Indicator, string Part, V1.IndicatorType Type, Period Period, long Value, long? Denominator, bool Suppressed = false)
{
    /// <summary>What it is to the figures of its months, if it is of a longer period; a ratio says so itself.</summary>
    public Span Span { get; init; } = Type switch { V1.IndicatorType.Stock => Span.Last, V1.IndicatorType.Flow => Span.Sum, _ => Span.Anew };

    /// <summary>What is said instead of a figure that could point at a few.</summary>
    public Figure Withheld => this with { Value = 0, Denominator = Denominator is null ? null : 0, Suppressed = true };

    public static Figure From(V1.Figure message) =>
        new(message.Indicator, message.Part, message.Type, Figures.Period.Read(message.Period)!.Value, message.Value, message.HasDenominator ? message.Denominator : null, message.Suppressed);

    public V1.Figure ToMessage()
    {
        var message = new V1.Figure { Indicator = Indicator, Part = Part, Type = Type, Period = Period.ToMessage(), Value = Value, Suppressed = Suppressed };
        if (Denominator is { } denominator) message.Denominator = denominator;
        return message;
    }
}
