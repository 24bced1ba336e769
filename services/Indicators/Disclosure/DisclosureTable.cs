namespace Indicators.Disclosure;

/// <summary>Cells, all that is known to bind them to each other, and the rule they are published by.</summary>
public sealed class DisclosureTable
{
    private readonly Dictionary<string, int> index;

    /// <param name="k">
    /// No count of 1 to k − 1 is shown, and none that is suppressed can be narrowed down to fewer than k + 1 values.
    /// </param>
    /// <param name="leastContributors">Cells with contributions from fewer collectives are suppressed, whatever they hold; 3 in
    /// national tables, 0 for none.</param>
    /// <exception cref="ArgumentException">An id is there twice or not at all, a value or contribution is negative, or the
    /// truth itself breaks an inequality.</exception>
    public DisclosureTable(int k, IEnumerable<TableCell> cells, IEnumerable<Relation> relations, int leastContributors = 0)
    {
        K = k;
        Cells = [.. cells];
        Relations = [.. relations];
        LeastContributors = leastContributors;
        index = Cells.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        if (k < 1)
            throw new ArgumentException("k is at least 1.");
        foreach (var cell in Cells)
        {
            if (cell.Value < 0 || cell.Weight < 0)
                throw new ArgumentException($"The value and the weight of {cell.Id} are counts.");
            if (cell.Contributions is { } parts && (parts.Values.Any(p => p < 0) || parts.Values.Sum() != cell.Value))
                throw new ArgumentException($"The contributions to {cell.Id} add up to its value.");
        }
        foreach (var relation in Relations)
        {
            if (
                relation.Terms.Any(t => !index.ContainsKey(t.Cell) || t.Factor == 0)
                || relation.Terms.DistinctBy(t => t.Cell).Count() != relation.Terms.Count
            )
                throw new ArgumentException("A relation names each of its cells once.");
            if (relation.Sense == Sense.AtMost && Sum(relation) > 0)
                throw new ArgumentException("An inequality holds for the true values.");
        }
    }

    public int K { get; }
    public int LeastContributors { get; }
    public IReadOnlyList<TableCell> Cells { get; }
    public IReadOnlyList<Relation> Relations { get; }

    public TableCell this[string id] => Cells[index[id]];

    public int IndexOf(string id) => index[id];

    /// <summary>Every collective that contributes to a cell, and so knows a part of the table.</summary>
    public IReadOnlyList<string> Collectives =>
        field ??= [
            .. Cells
                .Where(c => c.Contributions is not null)
                .SelectMany(c => c.Contributions!.Keys)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>A cell that may not be shown, whatever stands beside it.</summary>
    public bool IsPrimary(TableCell cell) =>
        cell.Status == CellStatus.Open
        && (cell.Sensitive || cell.Value > 0 && cell.Value < K || cell.Contributions is { } parts && parts.Count < LeastContributors);

    /// <summary>What a relation adds up to by the true values.</summary>
    public long Sum(Relation relation) => relation.Terms.Sum(t => t.Factor * this[t.Cell].Value);
}
