using Indicators.Figures;
using Indicators.National.Arrivals;
using Indicators.National.Collectives;
using Indicators.National.Tables;

namespace Indicators.National.Publication;

/// <summary>
/// Decides what of one part of an indicator is published for a period: what can be shown the first time, and later whether a
/// revision may take the place of what stands (docs/adr/0016-national-plane.md).
/// </summary>
/// <param name="rows">Every version of the part's figures, in this period and those that overlap it.</param>
/// <param name="published">Every version of the part's cells that was published, for both audiences, in the same periods.</param>
/// <param name="basis">The arrival up to which releases count.</param>
public sealed class PublicationDecision(
    Part part,
    Period period,
    ILookup<Period, ReleasedFigure> rows,
    IReadOnlyList<NationalCell> published,
    IReadOnlyDictionary<string, Collective> collectives,
    long basis,
    DateTimeOffset now
)
{
    /// <summary>
    /// Breakdowns that are revised together: the table by state and type with its margins, and each other breakdown for itself,
    /// so that a small change in one does not hold up the sums.
    /// </summary>
    private static readonly IReadOnlyList<NationalV1.Breakdown[]> RevisedTogether =
    [
        [NationalV1.Breakdown.Unspecified, NationalV1.Breakdown.CollectiveType],
        [NationalV1.Breakdown.AgeBand],
        [NationalV1.Breakdown.Gender],
    ];

    private readonly Dictionary<(Period, long), Dictionary<CellKey, Total>> known = [];

    /// <summary>New versions of cells; none where what stands, stands.</summary>
    public IReadOnlyList<NationalCell> Publish()
    {
        var sums = SumsAt(period, basis);
        if (sums.Count == 0 || part.Adding == NationalV1.Adding.Not)
            return [];
        var network = Publish(NationalV1.Audience.Network, sums, Suppression.Least, [], [.. sums.Keys.Select(key => key.Breakdown)]);
        // The network's people see the public's tables beside their own: those never show a cell that their own suppress, nor
        // anything newer.
        var suppressed = network.Concat(Standing(NationalV1.Audience.Network)).Where(c => c.Suppressed).Select(c => c.Key).ToHashSet();
        return
        [
            .. network,
            .. Publish(
                NationalV1.Audience.Public,
                sums,
                Math.Max(part.PublicThreshold, Suppression.Least),
                suppressed,
                [.. network.Select(c => c.Breakdown)]
            ),
        ];
    }

    /// <param name="suppressedToo">What may not be shown because another audience does not see it.</param>
    /// <param name="open">The breakdowns that may be published now.</param>
    private IReadOnlyList<NationalCell> Publish(
        NationalV1.Audience audience,
        Dictionary<CellKey, Total> sums,
        int k,
        HashSet<CellKey> suppressedToo,
        HashSet<NationalV1.Breakdown> open
    )
    {
        var standing = Standing(audience).ToList();
        if (standing.Any(c => !c.Suppressed))
            return
            [
                .. RevisedTogether.Where(unit => unit.Any(open.Contains)).SelectMany(unit => Revise(audience, sums, k, standing, unit)),
            ];
        if (!sums.Keys.All(key => open.Contains(key.Breakdown)))
            return [];
        var first = PublishFirst(audience, sums, k, suppressedToo);
        // still nothing to show
        return first.All(c => c.Suppressed) && first.Select(c => c.Key).ToHashSet().SetEquals(standing.Select(c => c.Key)) ? [] : first;
    }

    private List<NationalCell> PublishFirst(
        NationalV1.Audience audience,
        Dictionary<CellKey, Total> sums,
        int k,
        HashSet<CellKey> suppressedToo
    )
    {
        var overlapping = Overlapping(audience, k);
        var relations = overlapping.Relations(sums);
        var suppressed = Table(sums, k, overlapping, relations)
            .Suppress(
                sums.Keys.Where(key => !relations.All(r => Allows(r, key, k))).ToHashSet(),
                suppressedToo.Where(sums.ContainsKey).ToHashSet()
            );
        return [.. sums.Select(s => NationalCell.Of(audience, part, period, s.Key, s.Value, suppressed.Contains(s.Key), basis, now))];
    }

    /// <summary>
    /// A cell that was suppressed stays so, one that was shown stays shown; and no change of a cell, or of what is left of a
    /// whole beside its shown parts, may tell of a few.
    /// </summary>
    private IEnumerable<NationalCell> Revise(
        NationalV1.Audience audience,
        Dictionary<CellKey, Total> sums,
        int k,
        List<NationalCell> standing,
        NationalV1.Breakdown[] unit
    )
    {
        var shown = standing.Where(c => !c.Suppressed).Select(c => c.Key).ToHashSet();
        if (!shown.All(sums.ContainsKey) || !HasChanged(standing.Where(c => unit.Contains(c.Breakdown)), sums))
            return [];
        var suppressed = sums.Keys.Where(key => !shown.Contains(key)).ToHashSet();
        var overlapping = Overlapping(audience, k);
        var relations = overlapping.Relations(sums);
        var rule = new RevisionRule(sums, shown, unit, k);
        return
            EarlierBases(audience, unit).All(b => rule.Allows(SumsAt(period, b)))
            && shown.Where(key => unit.Contains(key.Breakdown)).All(key => relations.All(r => Allows(r, key, k)))
            && Table(sums, k, overlapping, relations).IsSafe(suppressed)
            ? sums.Where(s => unit.Contains(s.Key.Breakdown))
                .Select(s => NationalCell.Of(audience, part, period, s.Key, s.Value, suppressed.Contains(s.Key), basis, now))
            : [];
    }

    private bool HasChanged(IEnumerable<NationalCell> standing, Dictionary<CellKey, Total> sums) =>
        standing.Any(c =>
            ChangeRule
                .Between(sums.GetValueOrDefault(c.Key), SumsAt(period, c.Basis).GetValueOrDefault(c.Key))
                .Values.Any(difference => !difference.IsZero)
        );

    /// <summary>Of every version that somebody may have seen.</summary>
    private IEnumerable<long> EarlierBases(NationalV1.Audience audience, NationalV1.Breakdown[] unit) =>
        published.Where(c => c.Audience == audience && c.Period == period && unit.Contains(c.Breakdown)).Select(c => c.Basis).Distinct();

    private NationalTable Table(
        Dictionary<CellKey, Total> sums,
        int k,
        OverlappingPeriods overlapping,
        IReadOnlyList<PeriodRelation> relations
    )
    {
        var margins = relations.Where(r => r.IsMargin).ToList();
        return new(
            period,
            sums,
            part.HasDenominator,
            k,
            [.. margins.Count > 0 ? overlapping.Published : [], .. margins.Any(r => r.IsOfDrafts) ? overlapping.Drafts() : []],
            [.. margins.Select(r => r with { Missing = r.Missing.Where(m => !m.Value.IsZero).ToDictionary() })]
        );
    }

    /// <summary>
    /// Whether a cell may be shown beside other periods as far as the table does not say: where a shown sum and its parts have
    /// fallen apart, because one counts less of somebody than the other, or there is too much to judge together, none of the
    /// parts may be suppressed, and the difference must be one that may be known.
    /// </summary>
    private bool Allows(PeriodRelation relation, CellKey key, int k) =>
        relation.Key != key
        || relation.IsMargin
        || !relation.IsAbout(period)
        || relation.WholeSuppressed
        || !relation.PartSuppressed && ChangeRule.MayBeKnown(relation.Missing.Values, k);

    private OverlappingPeriods Overlapping(NationalV1.Audience audience, int k) =>
        new(
            part,
            period,
            k,
            [.. published.Where(c => c.Audience == audience && c.Replaced is null && c.Period != period)],
            [.. rows.Select(r => r.Key)],
            SumsAt,
            basis
        );

    private IEnumerable<NationalCell> Standing(NationalV1.Audience audience) =>
        published.Where(c => c.Audience == audience && c.Replaced is null && c.Period == period);

    private Dictionary<CellKey, Total> SumsAt(Period when, long arrival) =>
        known.TryGetValue((when, arrival), out var sums)
            ? sums
            : known[(when, arrival)] = NationalSums.Of(Contribution.At(arrival, rows[when], collectives));
}
