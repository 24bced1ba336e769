namespace Membership.Elections;

/// <summary>The lots that were drawn. Nothing but a lot decides between candidates who are tied.</summary>
internal sealed class Lots(IReadOnlyList<DrawnLot> drawn)
{
    /// <summary>Those tied in the order in which a lot that named all of them drew them; null while there is none.</summary>
    public IReadOnlyList<short>? Order(IReadOnlyCollection<short> tied) =>
        drawn.FirstOrDefault(lot => tied.All(lot.Order.Contains)) is { } lot ? [.. lot.Order.Where(tied.Contains)] : null;
}

/// <summary>The count cannot go on without a lot.</summary>
internal sealed class TieException(V1.TieKind kind, IEnumerable<short> between) : Exception
{
    public Waiting Tie { get; } = new(kind, [.. between.Order()]);
}
