namespace Indicators.Disclosure;

/// <summary>
/// What everybody knows of several cells: that the sum of the cells, each times its factor, is what it is (<see
/// cref="Sense.Equal"/>; 0 for a total and its parts) or is at most 0. If an equality does not hold exactly, as when an earlier
/// month was released before late records came in, what is missing counts as known to everybody.
/// </summary>
public sealed record Relation(Sense Sense, IReadOnlyList<RelationTerm> Terms)
{
    /// <summary>
    /// The whole is the sum of its parts: a margin; a quarter and its months, if it is a flow; a denominator, numerator and
    /// rest.
    /// </summary>
    public static Relation Total(string whole, IEnumerable<string> parts) =>
        new(Sense.Equal, [new(whole, 1), .. parts.Select(p => new RelationTerm(p, -1))]);

    /// <summary>Two cells are the same number: a stock of a quarter and of its last month.</summary>
    public static Relation Same(string one, string other) => new(Sense.Equal, [new(one, 1), new(other, -1)]);

    /// <summary>One is at most the sum of others: different persons and their attendances.</summary>
    public static Relation AtMost(string one, IEnumerable<string> others) =>
        new(Sense.AtMost, [new(one, 1), .. others.Select(p => new RelationTerm(p, -1))]);
}

public readonly record struct RelationTerm(string Cell, int Factor);

public enum Sense
{
    Equal,
    AtMost,
}
