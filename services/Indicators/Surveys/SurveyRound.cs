namespace Indicators.Surveys;

/// <summary>The same questions before and after one training or campaign. It counts once it is closed.</summary>
public sealed class SurveyRound
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid QuestionSetId { get; init; }

    /// <summary>On which it counts.</summary>
    public required DateOnly Day { get; init; }

    public DateOnly? ClosedOn { get; private set; }

    /// <exception cref="Refusal"><c>round_closed</c>.</exception>
    public void RequireOpen()
    {
        if (ClosedOn is not null)
            throw Refusal.NotNow("round_closed", "This round is closed: its sheets cannot be told apart any more.");
    }
}

/// <summary>What one person answered before or after. It says neither who she is nor when it was.</summary>
public sealed class SurveyAnswer
{
    public const int LongestSign = 40;

    public Guid TenantId { get; private set; }
    public required Guid RoundId { get; init; }

    /// <summary>While the round is open a digest of the sign that she wrote on both her sheets, then a random one.</summary>
    public required string Token { get; init; }

    public required bool After { get; init; }

    /// <summary>One for each question, in their order, from 1.</summary>
    public required int[] Answers { get; init; }

    /// <summary>Of all questions together; more is better.</summary>
    public required int Points { get; init; }
}

/// <summary>A total that was brought in from a survey held elsewhere.</summary>
public sealed class SurveyTotal
{
    public const int LongestInstrument = 100;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Indicator { get; init; }
    public required string Part { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>The survey's name, in the collective's own words; it never leaves the house.</summary>
    public required string Instrument { get; init; }

    public required long Numerator { get; init; }
    public required long Denominator { get; init; }
    public bool Withdrawn { get; private set; }
    public int Revision { get; private set; } = 1;

    /// <exception cref="Refusal"><c>not_found</c>: it was withdrawn already.</exception>
    public void Withdraw()
    {
        if (Withdrawn)
            throw Refusal.Missing();
        Withdrawn = true;
        Revision = Revision + 1;
    }

    public V1.SurveyTotal ToMessage() =>
        new()
        {
            Id = $"{Id}",
            Indicator = Indicator,
            Part = Part,
            Day = Day.ToMessage(),
            Instrument = Instrument,
            Numerator = Numerator,
            Denominator = Denominator,
        };
}
