namespace Membership.Elections;

/// <summary>A count, complete or waiting for a lot. Votes are in hundred-thousandths of a vote (<see cref="Vote"/>).</summary>
public sealed class Outcome
{
    /// <summary>One whole vote.</summary>
    public const long Vote = 100_000;

    public required int Valid { get; init; }
    public required int Spoiled { get; init; }

    /// <summary>The votes that elect; 0 for a method without a quota.</summary>
    public long Quota { get; init; }
    public List<Stage> Stages { get; } = [];

    /// <summary>In the order of their election.</summary>
    public List<Winner> Winners { get; } = [];

    /// <summary>Where the count waits for a lot; null when it is complete.</summary>
    public Waiting? Tie { get; set; }
}

public sealed record Winner(short Position, bool Reserved);

/// <summary>One step of the count and how everybody stands at its end.</summary>
/// <param name="About">Whose votes were moved; empty for the first.</param>
/// <param name="Votes">Of each candidate, in ballot order.</param>
/// <param name="NotTransferable">What ballots without a further preference hold.</param>
/// <param name="Lost">What was lost because transfer values are cut off after five decimal places.</param>
public sealed record Stage(
    V1.CountStageKind Kind,
    IReadOnlyList<short> About,
    IReadOnlyList<long> Votes,
    long NotTransferable,
    long Lost,
    List<short> Elected
);

/// <summary>A tie that only a lot can decide, between these.</summary>
public sealed record Waiting(V1.TieKind Kind, IReadOnlyList<short> Between);
