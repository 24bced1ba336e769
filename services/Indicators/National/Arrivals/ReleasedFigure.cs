using Indicators.Figures;
using Sangam.Common.V1;

namespace Indicators.National.Arrivals;

/// <summary>One figure of one collective, as it was released.</summary>
public sealed class ReleasedFigure
{
    public V1.PeriodType PeriodType { get; private init; }
    public DateOnly PeriodFirst { get; private init; }
    public string Collective { get; private init; } = "";
    public string Indicator { get; private init; } = "";
    public string Part { get; private init; } = "";

    /// <summary>Of these persons only; unspecified for all.</summary>
    public AgeBand AgeBand { get; private init; }

    /// <summary>Of these persons only; unspecified for all.</summary>
    public Gender Gender { get; private init; }

    /// <summary>The arrival of its release.</summary>
    public long Since { get; private init; }

    /// <summary>The arrival of the release that replaced it; null while it stands.</summary>
    public long? Until { get; private init; }

    public Guid ReleaseId { get; private init; }
    public V1.IndicatorType Type { get; private init; }
    public long Value { get; private init; }
    public long? Denominator { get; private init; }
    public bool Suppressed { get; private init; }
    public bool Entered { get; private init; }

    public static ReleasedFigure From(V1.Figure message, PulledRelease release) =>
        new()
        {
            PeriodType = message.Period.Type,
            PeriodFirst = Period.Read(message.Period)!.Value.First,
            Collective = release.Collective,
            Indicator = message.Indicator,
            Part = message.Part,
            AgeBand = message.AgeBand,
            Gender = message.Gender,
            Since = release.Arrival,
            ReleaseId = release.Id,
            Type = message.Type,
            Value = message.Value,
            Denominator = message.HasDenominator ? message.Denominator : null,
            Suppressed = message.Suppressed,
            Entered = message.Entered,
        };

    public V1.Figure ToMessage() =>
        new Figure(Indicator, Part, Type, new(PeriodType, PeriodFirst), Value, Denominator, Suppressed)
        {
            AgeBand = AgeBand,
            Gender = Gender,
            Entered = Entered,
        }.ToMessage();
}
