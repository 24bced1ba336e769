using CsCheck;
using Indicators.Disclosure;
using static Indicators.Tests.DisclosureTables;

namespace Indicators.Tests;

/// <summary>What is suppressed of tables: never less than what protects, never more than it takes.</summary>
public sealed class DisclosureTests
{
    /// <summary>What is told as exact is so wherever it is used, also where little is spent on larger tables.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_table_of_12_by_12_is_proven_for_each_collective_however_little_is_spent(int seed)
    {
        var random = new Random(seed);
        var table = TwoWayTable.Of(
            5,
            [.. Enumerable.Range(0, 12).Select(r => $"c{r}")],
            [.. Enumerable.Range(0, 12).Select(c => $"{c}")],
            (row, column) =>
            {
                var value = (long)(60 * Math.Pow(random.NextDouble(), 2));
                return new(TwoWayTable.Id(row, column), value) { Contributions = new Dictionary<string, long> { [row] = value } };
            }
        );

        Assert.True(Suppressor.Suppress(table, workLimit: 1).Optimal);
        Assert.False(Suppressor.Suppress(table, workLimit: 0).Optimal);
    }

    [Fact]
    public void Nothing_is_suppressed_when_nothing_needs_it()
    {
        var table = TwoWayTable.Of(
            5,
            new long[,]
            {
                { 0, 9, 5 },
                { 8, 7, 0 },
            }
        );

        var suppressed = Suppressor.Suppress(table);

        Assert.Equal(
            (0, 0, InformationLoss.None, true, 0),
            (suppressed.Suppressed.Count, suppressed.Primary.Count, suppressed.Loss, suppressed.Optimal, suppressed.Unprotected.Count)
        );
    }

    [Fact]
    public void A_small_cell_takes_the_cheapest_cycle_with_it()
    {
        var suppressed = Suppressor.Suppress(
            TwoWayTable.Of(
                5,
                new long[,]
                {
                    { 3, 9, 20 },
                    { 8, 7, 30 },
                    { 40, 50, 60 },
                }
            )
        );

        Assert.Equal(["0/0", "0/1", "1/0", "1/1"], suppressed.Suppressed.Order(StringComparer.Ordinal));
        Assert.Equal(["0/0"], suppressed.Primary);
        Assert.Equal((new InformationLoss(1, 3, 3, 24), true), (suppressed.Loss, suppressed.Optimal));
    }

    [Fact]
    public void A_ratio_is_suppressed_whole_and_counts_as_one_figure()
    {
        static IEnumerable<TableCell> Ratio(string id, long value, long rest) =>
            [
                new($"{id}.n", value) { Figure = id, Weight = 0 },
                new($"{id}.r", rest) { Figure = id, Weight = 0 },
                new($"{id}.d", value + rest) { Figure = id },
            ];
        static Relation Whole(string id) => Relation.Total($"{id}.d", [$"{id}.n", $"{id}.r"]);
        var table = new DisclosureTable(
            5,
            [.. Ratio("june", 9, 2), .. Ratio("july", 7, 6), .. Ratio("both", 16, 8)],
            [
                Whole("june"),
                Whole("july"),
                Whole("both"),
                .. new[] { "n", "r", "d" }.Select(m => Relation.Total($"both.{m}", [$"june.{m}", $"july.{m}"])),
            ]
        );

        var suppressed = Suppressor.Suppress(table);

        Assert.Equal(["july.d", "july.n", "july.r", "june.d", "june.n", "june.r"], suppressed.Suppressed.Order(StringComparer.Ordinal));
        Assert.Equal((new InformationLoss(1, 11, 1, 13), true), (suppressed.Loss, suppressed.Optimal));
    }

    [Fact]
    public void What_was_shown_before_stays_shown_and_the_new_sum_is_suppressed_instead()
    {
        TableCell[] cells =
        [
            new("april", 9) { Status = CellStatus.Published },
            new("may", 3) { Status = CellStatus.Suppressed },
            new("june", 8),
            new("quarter", 20),
        ];
        var table = new DisclosureTable(5, cells, [Relation.Total("quarter", ["april", "may", "june"])]);

        var suppressed = Suppressor.Suppress(table);

        Assert.Equal(["june", "may"], suppressed.Suppressed.Order(StringComparer.Ordinal)); // 11 together: May can be anything from 0 to 11
        Assert.Equal((new InformationLoss(0, 0, 1, 8), true), (suppressed.Loss, suppressed.Optimal));
    }

    [Fact]
    public void What_an_earlier_release_gave_away_is_said_and_does_not_take_more_with_it()
    {
        TableCell[] cells =
        [
            new("april", 9) { Status = CellStatus.Published },
            new("may", 3) { Status = CellStatus.Suppressed },
            new("both", 12) { Status = CellStatus.Published },
            new("june", 8),
        ];
        var suppressed = Suppressor.Suppress(new(5, cells, [Relation.Total("both", ["april", "may"])]));

        Assert.Equal(["may"], suppressed.Unprotected);
        Assert.Equal(["may"], suppressed.Suppressed);
        Assert.Equal(InformationLoss.None, suppressed.Loss);
    }

    [Fact]
    public void A_national_cell_of_two_collectives_is_suppressed_whatever_it_holds()
    {
        string[] states = ["AP", "GJ"];
        var table = TwoWayTable.Of(
            5,
            states,
            ["women", "men"],
            (row, column) =>
                new(TwoWayTable.Id(row, column), 60)
                {
                    Contributions = (row == "AP" ? ["a", "b"] : new[] { "c", "d", "e", "f" }).ToDictionary(
                        c => c,
                        _ => row == "AP" ? 30L : 15L
                    ),
                },
            leastContributors: 3
        );

        var suppressed = Suppressor.Suppress(table);

        Assert.Equal(["AP/", "AP/men", "AP/women"], suppressed.Primary.Order(StringComparer.Ordinal));
        Assert.Empty(Auditor.Audit(table, suppressed));
        Assert.All(suppressed.Suppressed.Except(suppressed.Primary), id => Assert.False(id.StartsWith("AP", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_other_choice_costs_less_which_trying_all_confirms()
    {
        var tables =
            from rows in Gen.Int[1, 3]
            from columns in Gen.Int[1, 3]
            from k in Gen.Int[2, 5]
            from most in Gen.Int[4, 13]
            from knows in Gen.Enum<Knows>()
            from percentZero in Gen.Int[0, 59]
            from table in Table(rows, columns, k, most, knows, percentZero)
            select table;

        tables
            .Where(t => t.Cells.Any(t.IsPrimary) && t.Cells.Count(c => !t.IsPrimary(c)) <= 10)
            .Sample(
                table =>
                {
                    var suppressed = Suppressor.Suppress(table);

                    Assert.True(suppressed.Optimal);
                    Assert.Equal(LeastByTrying(table), (suppressed.Loss.SecondaryCounts, suppressed.Loss.SecondaryCells));
                },
                iter: 250,
                print: Text
            );
    }

    [Theory]
    [InlineData(3, 3, 5, 12, Knows.Nothing, 20, 80)]
    [InlineData(4, 6, 5, 40, Knows.Nothing, 20, 60)]
    [InlineData(4, 6, 5, 40, Knows.Rows, 20, 40)]
    [InlineData(5, 5, 5, 60, Knows.Parts, 10, 40)]
    [InlineData(8, 4, 11, 90, Knows.Nothing, 30, 40)]
    [InlineData(6, 6, 5, 8, Knows.Nothing, 70, 40)] // sparse
    [InlineData(1, 9, 5, 30, Knows.Parts, 10, 40)]
    [InlineData(9, 1, 5, 30, Knows.Rows, 10, 40)]
    public void The_auditor_finds_no_leak_and_every_cell_that_was_added_is_needed(
        int rows,
        int columns,
        int k,
        int most,
        Knows knows,
        int percentZero,
        int tables
    )
    {
        Table(rows, columns, k, most, knows, percentZero)
            .Sample(
                table =>
                {
                    var suppressed = Suppressor.Suppress(table);

                    Assert.Empty(Auditor.Audit(table, suppressed));
                    if (suppressed.Primary.Count == 0)
                        Assert.Empty(suppressed.Suppressed);
                    EachAddedIsNeeded(table, suppressed);
                },
                iter: tables,
                print: Text
            );
    }

    [Fact]
    public void A_table_in_three_directions_is_protected_as_well()
    {
        Cube(2, 3, 12)
            .Sample(
                table =>
                {
                    var suppressed = Suppressor.Suppress(table);

                    Assert.True(suppressed.Optimal);
                    Assert.Empty(Auditor.Audit(table, suppressed));
                    EachAddedIsNeeded(table, suppressed);
                },
                iter: 25,
                print: Text
            );
    }

    private static void EachAddedIsNeeded(DisclosureTable table, SuppressedTable suppressed)
    {
        foreach (var added in suppressed.Suppressed.Except(suppressed.Primary))
            Assert.NotEmpty(Auditor.Audit(table, suppressed.Suppressed.Where(c => c != added).ToHashSet()));
    }

    [Fact]
    public void A_table_of_twelve_by_twelve_is_proven_to_cost_the_least()
    {
        var table = Table(12, 12, 5, 30).Single(t => t.Cells.Any(t.IsPrimary), "0N0XIzNsQ0O2");

        var suppressed = Suppressor.Suppress(table);
        var quick = Suppressor.Suppress(table, workLimit: 0);

        Assert.True(suppressed.Optimal);
        Assert.Empty(Auditor.Audit(table, suppressed));
        Assert.Empty(Auditor.Audit(table, quick));
        Assert.True(suppressed.Loss.Counts <= quick.Loss.Counts);
    }

    [Fact]
    public void A_large_table_is_as_safe_without_a_proof()
    {
        var table = Table(150, 9, 5, 30, Knows.Rows).Single(t => t.Cells.Any(t.IsPrimary), "0N0XIzNsQ0O2");

        var suppressed = Suppressor.Suppress(table);

        Assert.False(suppressed.Optimal);
        Assert.Empty(Auditor.Audit(table, suppressed));
    }
}
