using Indicators.Disclosure;
using Indicators.Figures;
using Indicators.National.Arrivals;
using Indicators.National.Collectives;
using Indicators.National.Publication;
using Indicators.National.Tables;

namespace Indicators.Tests;

/// <summary>Sums over collectives of periods that overlap: months, quarters and their year are margins of each other.</summary>
public sealed class OverlappingPeriodsTests
{
    private const int K = 5;

    [Fact]
    public void A_quarter_is_shown_beside_two_suppressed_months_but_not_beside_one()
    {
        // Of the first two months only two collectives have anything.
        var two = new World([
            [0, 0, 11],
            [30, 25, 11],
            [20, 15, 11],
        ]);
        var one = new World([
            [0, 9, 11],
            [30, 25, 11],
            [20, 15, 11],
        ]);

        Assert.Equal("·, ·, 33 and 123", two.Nation());
        Assert.Equal("·, 49, 33 and ·", one.Nation());
    }

    [Fact]
    public void A_collective_that_adds_nearly_all_of_suppressed_months_is_not_told_the_rest()
    {
        // what is left of the months beside its own is 4
        Assert.Equal(
            "·, ·, 33 and ·",
            new World(
                [
                    [0, 0, 11],
                    [60, 70, 11],
                    [2, 2, 11],
                ],
                suppress: false
            ).Nation()
        );
        Assert.Equal(
            "·, ·, 33 and 171",
            new World(
                [
                    [0, 0, 11],
                    [60, 70, 11],
                    [3, 5, 11],
                ],
                suppress: false
            ).Nation()
        );
    }

    [Fact]
    public void What_one_collective_suppressed_in_a_month_is_not_told_by_the_quarter()
    {
        Assert.Equal(
            "60, 60, 60 and ·",
            new World([
                [20, 20, 20],
                [20, 20, 20],
                [20, 20, 20],
                [3, 3, 3],
            ]).Nation()
        );
        Assert.Equal(
            "60, 60, 60 and 225",
            new World([
                [20, 20, 20],
                [20, 20, 20],
                [20, 20, 20],
                [4, 4, 4],
                [4, 4, 4],
                [4, 4, 4],
                [3, 3, 3],
            ]).Nation()
        );
    }

    /// <summary>In order, and when a longer period is published before some that lie in it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nobody_can_narrow_down_what_points_at_a_few_whatever_comes_first(bool late)
    {
        var shown = 0;
        var suppressed = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var world = new World(
                [
                    .. Enumerable
                        .Range(0, random.Next(3, 7))
                        .Select(_ =>
                            Enumerable
                                .Range(0, 6)
                                .Select(_ => random.Next(3) == 0 ? 0L : (long)(40 * Math.Pow(random.NextDouble(), 2)))
                                .ToArray()
                        ),
                ],
                random,
                states: 2,
                late
            );

            var leaks = world.Leaks();
            Assert.True(leaks.Count == 0, $"seed {seed}: {string.Join("; ", leaks)}");
            shown += world.Longer.Count(c => !c.Suppressed);
            suppressed += world.Longer.Count(c => c.Suppressed);
        }
        Assert.True(
            shown > 30 && suppressed > 30,
            $"{shown} sums of longer periods were shown and {suppressed} suppressed: too few of one kind to say anything"
        );
    }

    /// <summary>
    /// The year less its first quarter is the second one, to which only two collectives add anything: what the one does not
    /// know of it is the other's.
    /// </summary>
    [Fact]
    public void A_year_does_not_give_away_a_quarter_that_comes_after_it()
    {
        var world = new World(
            [
                [0, 15, 23, 0, 1, 34],
                [0, 20, 0, 0, 0, 0],
                [32, 0, 7, 20, 0, 4],
            ],
            new Random(2131852943),
            states: 2,
            late: true
        );

        Assert.Empty(world.Leaks());
    }

    [Fact]
    public void Where_there_is_too_much_to_judge_together_less_is_told_and_as_safely()
    {
        long[][] counts =
        [
            [30, 25, 11],
            [20, 15, 11],
            .. Enumerable.Repeat((long[])[0, 0, 11], 34),
        ];

        Assert.Equal("·, ·, 396 and 486", new World(counts).Nation());
        var wide = new World(counts, states: counts.Length);
        Assert.Equal("·, ·, 396 and ·", wide.Nation());
        Assert.Empty(wide.Leaks());
    }

    /// <summary>Collectives, what they released of months, quarters and the year, and what was published of it.</summary>
    private sealed class World
    {
        private static readonly Part Stories = Part.Find("P8", "")!;
        private readonly Dictionary<string, Collective> collectives = [];
        private readonly List<ReleasedFigure> rows = [];
        private readonly List<NationalCell> published = [];

        /// <param name="counts">By collective and month, from January 2020.</param>
        /// <param name="random">Chooses states; without it they come in turn, and there is no year.</param>
        /// <param name="late">In any order, else shorter periods first.</param>
        /// <param name="suppress">Collectives suppress what is 1 to 4.</param>
        public World(long[][] counts, Random? random = null, int states = 1, bool late = false, bool suppress = true)
        {
            var months = counts[0].Select((_, m) => Period.Month(new(2020, m + 1, 1))).ToList();
            List<Period> periods =
            [
                .. months,
                .. months.SelectMany(m => Period.EndingWith(m)).Where(p => p.Type == V1.PeriodType.Quarter),
                .. random is null ? [] : (Period[])[new(V1.PeriodType.Year, new(2020, 1, 1))],
            ];
            foreach (var (n, of) in counts.Index())
            {
                var collective = collectives[$"c{n}"] = new() { Code = $"c{n}", Name = $"c{n}" };
                collective.Describe(
                    collective.Name,
                    $"IN-{(random?.Next(states) ?? n % states):00}",
                    NationalV1.CollectiveType.SexWorkerLed,
                    0
                );
                foreach (var period in periods)
                {
                    var count = months.Zip(of).Where(m => m.First == period || period.Contains(m.First)).Sum(m => m.Second);
                    var suppressed = suppress && count is > 0 and < K;
                    rows.Add(
                        ReleasedFigure.From(
                            new()
                            {
                                Indicator = "P8",
                                Type = V1.IndicatorType.Flow,
                                Period = period.ToMessage(),
                                Value = suppressed ? 0 : count,
                                Suppressed = suppressed,
                            },
                            PulledRelease.From(
                                new()
                                {
                                    Id = $"{Guid.NewGuid()}",
                                    Collective = $"c{n}",
                                    Year = 2020,
                                    Month = 1,
                                    ReleasedAt = new(),
                                },
                                DateTimeOffset.UnixEpoch
                            )
                        )
                    );
                }
            }
            var order = periods.ToArray();
            if (late)
                random!.Shuffle(order);
            foreach (var period in order)
                published.AddRange(
                    new PublicationDecision(Stories, period, Rows, published, collectives, 1, DateTimeOffset.UnixEpoch).Publish()
                );
        }

        public IEnumerable<NationalCell> Longer => Network.Where(c => c.PeriodType != V1.PeriodType.Month && c.Key == CellKey.Nation);

        private IEnumerable<NationalCell> Network => published.Where(c => c.Audience == NationalV1.Audience.Network);

        private ILookup<Period, ReleasedFigure> Rows => rows.ToLookup(f => new Period(f.PeriodType, f.PeriodFirst));

        /// <summary>The months, and the quarter.</summary>
        public string Nation()
        {
            var all = Network.Where(c => c.Key == CellKey.Nation).Select(c => c.ToMessage().Text()).ToList();
            return $"{string.Join(", ", all[..^1])} and {all[^1]}";
        }

        /// <summary>
        /// All that was published as one table, attacked: what points at a few and can be narrowed down, and could not if
        /// nothing were shown. Of other suppressed sums something may be known from periods that were published before.
        /// </summary>
        public IReadOnlyList<string> Leaks()
        {
            var sums = Network
                .Select(PeriodOf)
                .Distinct()
                .ToDictionary(p => p, p => NationalSums.Of(Contribution.At(1, Rows[p], collectives)));
            var cells = Network
                .Select(c => CellOf(Id(PeriodOf(c), c.Key), sums[PeriodOf(c)][c.Key].By.ToDictionary(b => b.Key, b => b.Value.Value)))
                .ToList();
            var relations = new List<Relation>();
            var suppressed = Network.Where(c => c.Suppressed).Select(c => Id(PeriodOf(c), c.Key)).ToHashSet();
            foreach (var (period, own) in sums)
            foreach (var (whole, parts) in NationalSums.Relations([.. own.Keys]))
                relations.Add(Relation.Total(Id(period, whole), parts.Select(p => Id(period, p))));
            foreach (var whole in sums.Keys)
            foreach (var key in sums[whole].Keys)
            {
                var parts = sums
                    .Keys.Where(p =>
                        whole.Contains(p)
                        && sums[p].ContainsKey(key)
                        && !sums.Keys.Any(l => whole.Contains(l) && l.Contains(p) && sums[l].ContainsKey(key))
                    )
                    .ToList();
                if (parts.Count == 0)
                    continue;
                var missing = sums[whole]
                    [key]
                    .By.ToDictionary(b => b.Key, b => b.Value.Value - parts.Sum(p => sums[p][key].By.GetValueOrDefault(b.Key).Value));
                Assert.All(missing.Values, m => Assert.True(m >= 0));
                cells.Add(
                    CellOf($"{Id(whole, key)} missing", missing) with
                    {
                        IsSecret =
                            !ChangeRule.MayBeKnown(missing.Values.Select(m => new ContributedCount(m, 0)), K)
                            && missing.Values.Any(m => m > 0),
                    }
                );
                if (missing.Values.Any(m => m > 0))
                    suppressed.Add($"{Id(whole, key)} missing");
                relations.Add(Relation.Total(Id(whole, key), parts.Select(p => Id(p, key)).Append($"{Id(whole, key)} missing")));
            }
            var table = new DisclosureTable(K, cells, relations, ChangeRule.LeastContributors);
            // if nothing were shown
            var anyway = Auditor
                .Audit(table, suppressed.Concat(Network.Select(c => Id(PeriodOf(c), c.Key))).ToHashSet())
                .Select(f => (f.Attacker, f.Cell))
                .ToHashSet();
            return
            [
                .. Auditor
                    .Audit(table, suppressed)
                    .Where(f => !anyway.Contains((f.Attacker, f.Cell)) && table.IsPrimary(table[f.Cell]))
                    .Select(f => $"{f}"),
            ];
        }

        private static TableCell CellOf(string id, Dictionary<string, long> by) =>
            new(id, by.Values.Sum()) { Contributions = by.Values.All(v => v == 0) ? by : by.Where(b => b.Value != 0).ToDictionary() };

        private static Period PeriodOf(NationalCell cell) => new(cell.PeriodType, cell.PeriodFirst);

        private static string Id(Period period, CellKey key) => $"{period.Type} {period.First:yyyy-MM} {key}";
    }
}
