using Indicators.Disclosure;
using Indicators.Figures;
using Indicators.National.Publication;

namespace Indicators.National.Tables;

/// <summary>
/// Disclosure control of sums over collectives (docs/disclosure.md): k for the audience, at least 3 contributing collectives,
/// against the outsider and against each collective, which knows its own part of every cell. Periods that overlap are margins
/// of one table.
/// </summary>
/// <param name="overlapping">What the audience sees of overlapping periods.</param>
/// <param name="relations">How they are bound to this one and to each other: margins only.</param>
public sealed class NationalTable(
    Period period,
    IReadOnlyDictionary<CellKey, Total> sums,
    bool ratio,
    int k,
    IReadOnlyList<OverlappingCell> overlapping,
    IReadOnlyList<PeriodRelation> relations
)
{
    /// <summary>
    /// Spent on proving that nothing less would do; many tables are published at once, and one that is not proven is as safe.
    /// </summary>
    private const long WorkLimit = 20_000;

    private readonly Edition edition = new(period);
    private readonly bool[] components = ComponentsOf(ratio);

    /// <summary>Which cells are suppressed.</summary>
    /// <param name="never">Cells that may not be shown whatever stands beside them.</param>
    /// <param name="before">Cells that are suppressed already, so that others cannot be told from them.</param>
    public IReadOnlySet<CellKey> Suppress(IReadOnlySet<CellKey> never, IReadOnlySet<CellKey> before)
    {
        var table = Table(never, before);
        var suppressed = Suppressor.Suppress(table, WorkLimit);
        // The auditor has the last word: what opens a way that was not there before is not published at all.
        return Leaks(table, suppressed.Suppressed)
            ? sums.Keys.ToHashSet()
            : sums.Keys.Where(key => !suppressed.Shows(Id(edition, key, false))).ToHashSet();
    }

    /// <summary>Whether these cells can be suppressed and all others shown.</summary>
    public bool IsSafe(IReadOnlySet<CellKey> suppressed)
    {
        var table = Table(new HashSet<CellKey>(), suppressed);
        return !table.Cells.Any(table.IsPrimary)
            && !Leaks(table, table.Cells.Where(c => c.Status == CellStatus.Suppressed).Select(c => c.Id).ToHashSet());
    }

    /// <summary>Primary suppression: whether a sum may not be shown, whatever stands beside it.</summary>
    public static bool IsPrimary(Total total, bool ratio, int k) =>
        ComponentsOf(ratio)
            .Any(rest =>
                (rest ? total.Rest : total.Value) is var value && value > 0 && value < k
                || Contributions(total.By, rest).Count < ChangeRule.LeastContributors
            );

    /// <summary>Whether somebody can narrow down what is suppressed, and could not as far if nothing of this period were shown.</summary>
    private bool Leaks(DisclosureTable table, IReadOnlySet<string> suppressed)
    {
        var found = Auditor.Audit(table, suppressed);
        if (found.Count == 0 || overlapping.Count == 0)
            return found.Count > 0;
        var nothing = suppressed.Concat(from key in sums.Keys from rest in components select Id(edition, key, rest)).ToHashSet();
        return found.Except(Auditor.Audit(table, nothing)).Any();
    }

    /// <summary>Of a ratio the numerator and the rest, else the count.</summary>
    private static bool[] ComponentsOf(bool ratio) => ratio ? [false, true] : [false];

    private DisclosureTable Table(IReadOnlySet<CellKey> never, IReadOnlySet<CellKey> before) =>
        new(
            k,
            [.. OwnCells(never, before), .. OverlappingCells(), .. MissingCells()],
            [.. Margins(), .. PeriodMargins()],
            ChangeRule.LeastContributors
        );

    private IEnumerable<TableCell> OwnCells(IReadOnlySet<CellKey> never, IReadOnlySet<CellKey> before) =>
        from cell in sums
        from rest in components
        select CellOf(edition, cell.Key, cell.Value, rest) with
        {
            Sensitive = never.Contains(cell.Key),
            Status = before.Contains(cell.Key) ? CellStatus.Suppressed : CellStatus.Open,
        };

    private IEnumerable<TableCell> OverlappingCells() =>
        from cell in overlapping
        from rest in components
        select CellOf(cell.Edition, cell.Key, cell.Total, rest, known: !cell.Suppressed) with
        {
            Status = cell.Suppressed ? CellStatus.Suppressed : CellStatus.Published,
            IsSecret = cell.IsSecret || !cell.Suppressed,
        };

    private IEnumerable<TableCell> MissingCells() =>
        from relation in relations
        where HasMissing(relation)
        let total = Total.Of(relation.Missing)
        from rest in components
        select CellOf(relation.Whole, relation.Key, total, rest) with
        {
            Id = MissingId(relation, rest),
            Figure = MissingId(relation, false),
            Status = CellStatus.Suppressed,
            IsSecret = !ChangeRule.MayBeKnown(relation.Missing.Values, k),
        };

    /// <summary>Within a period: the nation and its states, a whole and its categories.</summary>
    private IEnumerable<Relation> Margins() =>
        from each in overlapping.GroupBy(n => n.Edition, n => n.Key).Append(sums.Keys.GroupBy(_ => edition).Single())
        from relation in NationalSums.Relations([.. each])
        from rest in components
        select Relation.Total(Id(each.Key, relation.Whole, rest), relation.Parts.Select(p => Id(each.Key, p, rest)));

    /// <summary>Between periods.</summary>
    private IEnumerable<Relation> PeriodMargins() =>
        from relation in relations
        from rest in components
        let parts = relation.Parts.Select(p => Id(p, relation.Key, rest))
        select Relation.Total(
            Id(relation.Whole, relation.Key, rest),
            HasMissing(relation) ? parts.Append(MissingId(relation, rest)) : parts
        );

    private static bool HasMissing(PeriodRelation relation) => relation.Missing.Count > 0;

    private static TableCell CellOf(Edition of, CellKey key, Total total, bool rest, bool known = false) =>
        new(Id(of, key, rest), rest ? total.Rest : total.Value)
        {
            Figure = Id(of, key, false),
            Contributions = known ? null : Contributions(total.By, rest), // of what everybody knows nobody knows more
        };

    /// <summary>
    /// Those who add something: a sum to which only one of many adds anything is that one's figure. All that reported, if it is
    /// 0.
    /// </summary>
    private static Dictionary<string, long> Contributions(IReadOnlyDictionary<string, ContributedCount> by, bool rest)
    {
        var all = by.ToDictionary(b => b.Key, b => rest ? b.Value.Rest : b.Value.Value);
        return all.Values.All(v => v == 0) ? all : all.Where(b => b.Value != 0).ToDictionary();
    }

    private static string Id(Edition of, CellKey key, bool rest) =>
        $"{of.Period.Type}{of.Period.First:yyyyMM}{(of.IsDraft ? "/draft" : "")}"
        + $"/{key.State}/{key.Breakdown}/{key.Category}{(rest ? "/rest" : "")}";

    private static string MissingId(PeriodRelation relation, bool rest) =>
        $"{Id(relation.Whole, relation.Key, rest)}/missing{(relation.Parts.Any(p => p.IsDraft) ? "/draft" : "")}";
}
