namespace Membership.Groups;

/// <summary>
/// How many members must have come for a meeting to decide: a share of the members on the day, a number, or whoever came.
/// </summary>
public readonly record struct Quorum(int? Percent, int? Members)
{
    /// <exception cref="Refusal"><c>required</c>, <c>out_of_range</c>.</exception>
    public static Quorum From(V1.Quorum? message) =>
        message?.RuleCase switch
        {
            null => default,
            V1.Quorum.RuleOneofCase.Percent => new(Input.Between(message.Percent, 1, 100, "quorum"), null),
            V1.Quorum.RuleOneofCase.Members => new(null, Input.Between(message.Members, 1, Group.MostMembers, "quorum")),
            _ => throw Refusal.Invalid("quorum", "required", "Say how many must have come."),
        };

    /// <summary>Members needed out of so many; 0 without a quorum.</summary>
    public int Of(int members) => Members ?? (Percent is { } percent ? (members * percent + 99) / 100 : 0);

    public V1.Quorum? ToMessage() =>
        (Percent, Members) switch
        {
            ({ } percent, _) => new() { Percent = percent },
            (_, { } members) => new() { Members = members },
            _ => null,
        };
}
