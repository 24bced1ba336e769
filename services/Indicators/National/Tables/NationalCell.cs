using Indicators.Figures;

namespace Indicators.National.Tables;

/// <summary>
/// What several collectives' figures add up to, as it was published for an audience. Every version that somebody may have seen is kept.
/// </summary>
public sealed class NationalCell
{
    public NationalV1.Audience Audience { get; private init; }
    public V1.PeriodType PeriodType { get; private init; }
    public DateOnly PeriodFirst { get; private init; }
    public string Indicator { get; private init; } = "";
    public string Part { get; private init; } = "";
    public string StateCode { get; private init; } = "";
    public NationalV1.Breakdown Breakdown { get; private init; }
    public string Category { get; private init; } = "";

    /// <summary>The arrival up to which releases are in it.</summary>
    public long Basis { get; private init; }

    /// <summary>The basis of the version that took its place; null while it stands.</summary>
    public long? Replaced { get; set; }

    public V1.IndicatorType Type { get; private init; }
    public long Value { get; private init; }
    public long? Denominator { get; private init; }
    public bool Suppressed { get; private init; }
    public bool Entered { get; private init; }

    /// <summary>Collectives whose figures are in it; 0 when it is suppressed.</summary>
    public int Contributors { get; private init; }

    public DateTimeOffset PublishedAt { get; private init; }

    public Period Period => new(PeriodType, PeriodFirst);

    public CellKey Key => new(StateCode, Breakdown, Category);

    public static NationalCell Of(
        NationalV1.Audience audience,
        Part part,
        Period period,
        CellKey key,
        Total total,
        bool suppressed,
        long basis,
        DateTimeOffset now
    ) =>
        new()
        {
            Audience = audience,
            PeriodType = period.Type,
            PeriodFirst = period.First,
            Indicator = part.Indicator,
            Part = part.Name,
            StateCode = key.State,
            Breakdown = key.Breakdown,
            Category = key.Category,
            Basis = basis,
            Type = part.Type,
            Value = suppressed ? 0 : total.Value,
            Denominator =
                !part.HasDenominator ? null
                : suppressed ? 0
                : total.Value + total.Rest,
            Suppressed = suppressed,
            Entered = total.Entered,
            Contributors = suppressed ? 0 : total.By.Count,
            PublishedAt = now,
        };

    public V1.Figure ToMessage()
    {
        var figure = new Figure(Indicator, Part, Type, new(PeriodType, PeriodFirst), Value, Denominator, Suppressed) { Entered = Entered };
        return (
            Breakdown switch
            {
                NationalV1.Breakdown.AgeBand when Category != CellKey.Rest => figure with
                {
                    AgeBand = Enum.Parse<Sangam.Common.V1.AgeBand>(Category),
                },
                NationalV1.Breakdown.Gender when Category != CellKey.Rest => figure with
                {
                    Gender = Enum.Parse<Sangam.Common.V1.Gender>(Category),
                },
                _ => figure,
            }
        ).ToMessage();
    }
}
