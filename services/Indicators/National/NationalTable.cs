using Indicators.Disclosure;
using Indicators.Figures;

namespace Indicators.National;

/// <summary>A period of a table: as it was published, or as it adds up by now and was not published yet.</summary>
public readonly record struct Edition(Period Period, bool IsDraft = false);

/// <summary>
/// A cell of another period, which overlaps the one that is judged. Of a draft nothing is shown yet; what may not be shown of
/// it is protected already, for what is shown of longer and shorter periods must not give it away before it comes.
/// </summary>
/// <param name="IsSecret">Not to be worked out: suppressed, or of a draft and never to be shown.</param>
public sealed record Neighbour(Edition Edition, CellKey Key, Total Total, bool Suppressed, bool IsSecret);

/// <summary>
/// A longer period is the sum of others, and of what no sum of theirs has: what came late, or was hidden by a collective then.
/// </summary>
/// <param name="Missing">That, collective by collective; nothing below 0.</param>
public sealed record Bond(CellKey Key, Edition Whole, IReadOnlyList<Edition> Parts, IReadOnlyDictionary<string, Count> Missing);

/// <summary>
/// Disclosure control of sums over collectives (docs/disclosure.md): k for the audience, at least 3 contributing collectives,
/// against the outsider and against each collective, which knows its own part of every cell. Periods that overlap are margins
/// of one table.
/// </summary>
/// <param name="neighbours">What the audience sees of overlapping periods.</param>
/// <param name="bonds">How they are bound to this one and to each other.</param>
public sealed class NationalTable(
    Period period,
    IReadOnlyDictionary<CellKey, Total> sums,
    bool ratio,
    int k,
    IReadOnlyList<Neighbour> neighbours,
    IReadOnlyList<Bond> bonds
)
{
    /// <summary>
    /// Spent on proving that nothing less would do; many tables are published at once, and one that is not proven is as safe.
    /// </summary>
    private const long Patience = 20_000;

    private readonly Edition edition = new(period);
    private readonly bool[] components = ComponentsOf(ratio);

    /// <summary>Which cells are withheld.</summary>
    /// <param name="never">Cells that may not be shown whatever stands beside them.</param>
    /// <param name="before">Cells that are withheld already, so that others cannot be told from them.</param>
    public IReadOnlySet<CellKey> Withheld(IReadOnlySet<CellKey> never, IReadOnlySet<CellKey> before)
    {
        var table = Table(never, before);
        var suppressed = Suppressor.Suppress(table, Patience);
        // The auditor has the last word: what opens a way that was not there before is not published at all.
        return Leaks(table, suppressed.Withheld)
            ? sums.Keys.ToHashSet()
            : sums.Keys.Where(key => !suppressed.Shows(Id(edition, key, false))).ToHashSet();
    }

    /// <summary>Whether these cells can be withheld and all others shown.</summary>
    public bool IsSafe(IReadOnlySet<CellKey> withheld)
    {
        var table = Table(new HashSet<CellKey>(), withheld);
        return !table.Cells.Any(table.IsPrimary)
            && !Leaks(table, table.Cells.Where(c => c.Standing == Standing.Withheld).Select(c => c.Id).ToHashSet());
    }

    /// <summary>Whether somebody can narrow down what is withheld, and could not as far if nothing of this period were shown.</summary>
    private bool Leaks(DisclosureTable table, IReadOnlySet<string> withheld)
    {
        var found = Auditor.Audit(table, withheld);
        if (found.Count == 0 || neighbours.Count == 0)
            return found.Count > 0;
        var nothing = withheld.Concat(from key in sums.Keys from rest in components select Id(edition, key, rest)).ToHashSet();
        return found.Except(Auditor.Audit(table, nothing)).Any();
    }

    /// <summary>Whether a sum may not be shown, whatever stands beside it.</summary>
    public static bool IsPrimary(Total total, bool ratio, int k) =>
        ComponentsOf(ratio)
            .Any(rest =>
                (rest ? total.Rest : total.Value) is var value && value > 0 && value < k
                || Contributions(total.By, rest).Count < Changes.LeastContributors
            );

    private static bool[] ComponentsOf(bool ratio) => ratio ? [false, true] : [false];

    private DisclosureTable Table(IReadOnlySet<CellKey> never, IReadOnlySet<CellKey> before)
    {
        var own =
            from cell in sums
            from rest in components
            select CellOf(edition, cell.Key, cell.Value, rest) with
            {
                Sensitive = never.Contains(cell.Key),
                Standing = before.Contains(cell.Key) ? Standing.Withheld : Standing.Open,
            };
        var other =
            from n in neighbours
            from rest in components
            select CellOf(n.Edition, n.Key, n.Total, rest, known: !n.Suppressed) with
            {
                Standing = n.Suppressed ? Standing.Withheld : Standing.Shown,
                IsSecret = n.IsSecret || !n.Suppressed,
            };
        var missing = bonds.Where(b => b.Missing.Count > 0).Select(b => (Bond: b, Total: Total.Of(b.Missing))).ToList();
        return new(
            k,
            [
                .. own,
                .. other,
                .. from m in missing
                from rest in components
                select CellOf(m.Bond.Whole, m.Bond.Key, m.Total, rest) with
                {
                    Id = MissingId(m.Bond, rest),
                    Figure = MissingId(m.Bond, false),
                    Standing = Standing.Withheld,
                    IsSecret = !Changes.MayBeKnown(m.Bond.Missing.Values, k),
                },
            ],
            [
                .. from each in neighbours.GroupBy(n => n.Edition, n => n.Key).Append(sums.Keys.GroupBy(_ => edition).Single())
                from relation in Sums.Relations([.. each])
                from rest in components
                select Relation.Total(Id(each.Key, relation.Whole, rest), relation.Parts.Select(p => Id(each.Key, p, rest))),
                .. from bond in bonds
                from rest in components
                select Relation.Total(
                    Id(bond.Whole, bond.Key, rest),
                    bond.Parts.Select(p => Id(p, bond.Key, rest)).Concat(bond.Missing.Count > 0 ? [MissingId(bond, rest)] : [])
                ),
            ],
            Changes.LeastContributors
        );
    }

    private static Cell CellOf(Edition of, CellKey key, Total total, bool rest, bool known = false) =>
        new(Id(of, key, rest), rest ? total.Rest : total.Value)
        {
            Figure = Id(of, key, false),
            Contributions = known ? null : Contributions(total.By, rest), // of what everybody knows nobody knows more
        };

    /// <summary>
    /// Those who add something: a sum to which only one of many adds anything is that one's figure. All that reported, if it is
    /// 0.
    /// </summary>
    private static Dictionary<string, long> Contributions(IReadOnlyDictionary<string, Count> by, bool rest)
    {
        var all = by.ToDictionary(b => b.Key, b => rest ? b.Value.Rest : b.Value.Value);
        return all.Values.All(v => v == 0) ? all : all.Where(b => b.Value != 0).ToDictionary();
    }

    private static string Id(Edition of, CellKey key, bool rest) =>
        $"{of.Period.Type}{of.Period.First:yyyyMM}{(of.IsDraft ? "/draft" : "")}"
        + $"/{key.State}/{key.Breakdown}/{key.Category}{(rest ? "/rest" : "")}";

    private static string MissingId(Bond bond, bool rest) =>
        $"{Id(bond.Whole, bond.Key, rest)}/missing{(bond.Parts.Any(p => p.IsDraft) ? "/draft" : "")}";
}
