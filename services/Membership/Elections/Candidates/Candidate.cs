using Membership.Members;

namespace Membership.Elections;

/// <summary>A member who stands in an election, or withdrew before the roll was frozen.</summary>
public sealed class Candidate
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid ElectionId { get; init; }
    public required Guid MemberId { get; init; }

    /// <summary>Who proposed her; null when she put herself forward.</summary>
    public Guid? ProposerId { get; init; }
    public required string Symbol { get; init; }

    /// <summary>She had declared, by the day she was nominated, the sub-group for which seats are reserved.</summary>
    public required bool OfSubGroup { get; init; }
    public required DateOnly NominatedOn { get; init; }
    public DateOnly? WithdrawnOn { get; private set; }

    /// <summary>Her place on the ballot, from 1, as it was drawn; 0 before that.</summary>
    public short Position { get; internal set; }

    /// <summary>Null when her record was erased.</summary>
    public Member? Member { get; private set; }

    internal void Withdraw(DateOnly today) => WithdrawnOn = today;
}

/// <summary>Symbols by which a candidate is known on the ballot: everyday things that can be told apart in black and white.</summary>
public static class Symbol
{
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        "lamp",
        "tree",
        "pot",
        "umbrella",
        "drum",
        "sun",
        "boat",
        "bicycle",
        "leaf",
        "kite",
        "fish",
        "key",
        "bell",
        "star",
        "moon",
        "cup",
        "book",
        "clock",
        "scissors",
        "flower",
        "basket",
        "glasses",
        "wheat",
        "feather",
        "anchor",
        "rainbow",
        "mountain",
        "bulb",
        "tractor",
        "bus",
        "hammer",
        "radio",
        "shirt",
        "shell",
        "apple",
        "carrot",
    };

    /// <exception cref="Refusal"><c>required</c>, <c>unknown_symbol</c>.</exception>
    public static string Of(string text) =>
        All.Contains(Input.Required(text, "symbol", 40))
            ? text
            : throw Refusal.Invalid("symbol", "unknown_symbol", "Choose one of the symbols shown.");
}
