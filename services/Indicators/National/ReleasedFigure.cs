using Indicators.Figures;

namespace Indicators.National;

/// <summary>One figure of one collective, as it was released.</summary>
public sealed class ReleasedFigure
{
    public V1.PeriodType PeriodType { get; private init; }
    public DateOnly PeriodFirst { get; private init; }
    public string Collective { get; private init; } = "";
    public string Indicator { get; private init; } = "";
    public string Part { get; private init; } = "";
    public Guid ReleaseId { get; private init; }
    public V1.IndicatorType Type { get; private init; }
    public long Value { get; private init; }
    public long? Denominator { get; private init; }
    public bool Suppressed { get; private init; }
    public bool Entered { get; private init; }

    public static ReleasedFigure From(V1.Figure message, Release release) => new()
    {
        PeriodType = message.Period.Type,
        PeriodFirst = Period.Read(message.Period)!.Value.First,
        Collective = release.Collective,
        Indicator = message.Indicator,
        Part = message.Part,
        ReleaseId = release.Id,
        Type = message.Type,
        Value = message.Value,
        Denominator = message.HasDenominator ? message.Denominator : null,
        Suppressed = message.Suppressed,
        Entered = message.Entered,
    };

    public V1.Figure ToMessage()
    {
        var message = new Figure(Indicator, Part, Type, new(PeriodType, PeriodFirst), Value, Denominator, Suppressed).ToMessage();
        message.Entered = Entered;
        return message;
    }
}
