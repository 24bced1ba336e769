using CsCheck;
using Indicators.Disclosure;
using static Indicators.Tests.DisclosureTables;

namespace Indicators.Tests;

/// <summary>What the auditor says of a table, held against trying every way to fill it in.</summary>
public sealed class DisclosureAuditTests
{
    [Fact]
    public void A_cell_that_is_suppressed_alone_comes_out_by_subtraction()
    {
        var table = TwoWayTable.Of(
            5,
            new long[,]
            {
                { 3, 9 },
                { 8, 7 },
            }
        );

        Assert.Equal([new FeasibilityInterval("", "0/0", 3, 3)], Auditor.Audit(table, new HashSet<string> { "0/0" }));
        Assert.Equal(
            [new FeasibilityInterval("", "0/0", 3, 3), new FeasibilityInterval("", "0/1", 9, 9)],
            Auditor.Intervals(table, new HashSet<string> { "0/0", "0/1" })
        );
        Assert.Equal(
            [
                new FeasibilityInterval("", "0/0", 0, 11),
                new FeasibilityInterval("", "0/1", 1, 12),
                new FeasibilityInterval("", "1/0", 0, 11),
                new FeasibilityInterval("", "1/1", 4, 15),
            ],
            Auditor.Intervals(table, new HashSet<string> { "0/0", "0/1", "1/0", "1/1" })
        );
    }

    [Fact]
    public void A_total_that_is_suppressed_with_its_part_leaves_both_without_an_end()
    {
        var table = new DisclosureTable(5, [new("a", 3), new("b", 9), new("all", 12)], [Relation.Total("all", ["a", "b"])]);

        Assert.Equal(
            [new FeasibilityInterval("", "a", 0, null), new FeasibilityInterval("", "all", 9, null)],
            Auditor.Intervals(table, new HashSet<string> { "a", "all" })
        );
    }

    [Fact]
    public void A_collective_that_knows_her_own_part_can_narrow_down_what_nobody_else_can()
    {
        TableCell Of(string id, long asha, long others) =>
            new(id, asha + others)
            {
                Contributions = new Dictionary<string, long> { ["asha"] = asha, ["others"] = others },
            };
        var table = new DisclosureTable(5, [Of("a", 0, 3), Of("b", 9, 1), new("all", 13)], [Relation.Total("all", ["a", "b"])]);

        Assert.Equal(
            [
                new("asha", "a", 0, 4),
                new("asha", "b", 9, 13),
                new FeasibilityInterval("", "a", 0, 13),
                new FeasibilityInterval("", "b", 0, 13),
                new FeasibilityInterval("others", "a", 3, 12),
                new FeasibilityInterval("others", "b", 1, 10),
            ],
            Auditor
                .Intervals(table, new HashSet<string> { "a", "b" })
                .OrderBy(f =>
                    f.Attacker == "" ? "b"
                    : f.Attacker == "others" ? "c"
                    : "a"
                )
        );
        Assert.Equal(
            [new FeasibilityInterval("asha", "a", 0, 4), new FeasibilityInterval("asha", "b", 9, 13)],
            Auditor.Audit(table, new HashSet<string> { "a", "b" })
        );
    }

    [Fact]
    public void Her_own_row_is_no_secret_from_a_collective_but_what_it_tells_of_others_is()
    {
        TableCell Of(string row, string column, long value) =>
            new(TwoWayTable.Id(row, column), value) { Contributions = new Dictionary<string, long> { [row] = value } };
        var table = TwoWayTable.Of(5, ["asha", "bela"], ["x", "y"], (r, c) => Of(r, c, (r, c) is ("asha", "x") ? 3 : 20));
        var all = new HashSet<string> { "asha/x", "asha/y", "bela/x", "bela/y" };

        Assert.Equal(
            ["asha: bela/x", "asha: bela/y", "bela: asha/x", "bela: asha/y"],
            Auditor.Audit(table, all).Select(f => $"{f.Attacker}: {f.Cell}")
        );
    }

    [Fact]
    public void An_inequality_narrows_down_too()
    {
        var table = new DisclosureTable(
            5,
            [new("persons", 8), new("online", 6), new("offline", 3), new("all", 9)],
            [
                Relation.AtMost("persons", ["online", "offline"]),
                Relation.Total("all", ["online", "offline"]),
                Relation.AtMost("online", ["persons"]),
            ]
        );

        Assert.Equal(
            [new FeasibilityInterval("", "online", 0, 8), new FeasibilityInterval("", "offline", 1, 9)],
            Auditor.Intervals(table, new HashSet<string> { "online", "offline" })
        );
    }

    [Fact]
    public void Half_a_person_is_rounded_inward()
    {
        // 2a = b + c and b + c is 5 to 9: a lies between 2.5 and 4.5.
        var table = new DisclosureTable(
            2,
            [new("a", 3), new("b", 6), new("c", 0), new("d", 1), new("s", 9), new("t", 3)],
            [new(Sense.Equal, [new("a", 2), new("b", -1)]), Relation.AtMost("b", ["s"]), new(Sense.AtMost, [new("t", 1), new("b", -1)])]
        );

        Assert.Equal(
            [new FeasibilityInterval("", "a", 2, 4), new FeasibilityInterval("", "b", 3, 9)],
            Auditor.Intervals(table, new HashSet<string> { "a", "b" })
        );
    }

    [Fact]
    public void Its_ranges_are_those_of_all_whole_numbers_that_fit()
    {
        var suppressedOf =
            from rows in Gen.Int[1, 3]
            from columns in Gen.Int[1, 4]
            from most in Gen.Int[2, 6]
            from knows in Gen.Enum<Knows>()
            from table in Table(rows, columns, 3, most, knows)
            from chance in Gen.Int[0, 99].Array[table.Cells.Count]
            let suppressed = table.Cells.Where((c, n) => c.Id != "/" && chance[n] < 55).Select(c => c.Id).ToHashSet()
            // or trying all would take too long
            where Math.Pow(table["/"].Value + 1, Math.Max(0, suppressed.Count - 3)) <= 20_000
            select (table, suppressed);

        suppressedOf.Sample(
            (table, suppressed) =>
            {
                foreach (var attacker in table.Collectives.Prepend(FeasibilityInterval.Outsider))
                {
                    var tried = RangesByTrying(table, suppressed, attacker.Length == 0 ? null : attacker);
                    var ranges = Auditor
                        .Intervals(table, suppressed)
                        .Where(f => f.Attacker == attacker)
                        .ToDictionary(f => f.Cell, f => (f.Low, f.High!.Value));
                    Assert.All(ranges, r => Assert.Equal(tried[r.Key], r.Value));
                    Assert.Equal(
                        ranges.Where(r => r.Value.Value - r.Value.Low < 3).Select(r => r.Key).Order(StringComparer.Ordinal),
                        Auditor
                            .Audit(table, suppressed)
                            .Where(f => f.Attacker == attacker)
                            .Select(f => f.Cell)
                            .Order(StringComparer.Ordinal)
                    );
                }
            },
            iter: 250,
            print: made => $"{Text(made.Item1)}; suppressed {string.Join(' ', made.Item2)}"
        );
    }
}
