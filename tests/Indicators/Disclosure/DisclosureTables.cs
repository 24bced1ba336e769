using CsCheck;
using Indicators.Disclosure;

namespace Indicators.Tests;

/// <summary>Tables made by chance, and what can be said of small ones by trying everything.</summary>
public static class DisclosureTables
{
    /// <summary>Who knows a part of a random table: nobody, of each row one collective, or of every cell each of several.</summary>
    public enum Knows
    {
        Nothing,
        Rows,
        Parts,
    }

    /// <param name="percentZero">How many cells in a hundred are 0 for certain; the others hold 0 to <paramref name="most"/>.</param>
    public static Gen<DisclosureTable> Table(int rows, int columns, int k, int most, Knows knows = Knows.Nothing, int percentZero = 20) =>
        Count(most, percentZero)
            .SelectMany(InFour)
            .Array[rows * columns]
            .Select(values =>
            {
                var next = new Queue<long[]>(values);
                return TwoWayTable.Of(
                    k,
                    Names('r', rows),
                    Names('c', columns),
                    (row, column) =>
                    {
                        var parts = next.Dequeue();
                        return new TableCell(TwoWayTable.Id(row, column), parts.Sum())
                        {
                            Contributions = knows switch
                            {
                                Knows.Rows => new Dictionary<string, long> { [row] = parts.Sum() },
                                Knows.Parts => parts.Index().ToDictionary(p => $"c{p.Index}", p => p.Item),
                                _ => null,
                            },
                        };
                    }
                );
            });

    private static string[] Names(char of, int count) => [.. Enumerable.Range(0, count).Select(n => $"{of}{n}")];

    private static Gen<long> Count(int most, int percentZero) =>
        Gen.Frequency((percentZero, Gen.Const(0L)), (100 - percentZero, Gen.Long[0, most]));

    /// <summary>What is shown of a table for which something does not hold.</summary>
    public static string Text(DisclosureTable table) =>
        $"k {table.K}: {string.Join(", ", table.Cells.Select(c => $"{c.Id} {c.Value} {string.Join('+', c.Contributions?.Values ?? [])}"))}";

    /// <summary>A table in three directions with all its margins: no network any more.</summary>
    public static Gen<DisclosureTable> Cube(int size, int k, int most) =>
        Gen.Long[0, most]
            .Array[size * size * size]
            .Select(counts =>
            {
                string[] keys = [.. Enumerable.Range(0, size).Select(n => $"{n}"), ""];
                var all = keys.SelectMany(a => keys.SelectMany(b => keys.Select(c => (a, b, c)))).ToList();
                var values = all.Where(x => x is { a: not "", b: not "", c: not "" }).Zip(counts).ToList();
                long Sum(string a, string b, string c) =>
                    values
                        .Where(v =>
                            (a.Length == 0 || v.First.a == a) && (b.Length == 0 || v.First.b == b) && (c.Length == 0 || v.First.c == c)
                        )
                        .Sum(v => v.Second);
                var relations = keys.SelectMany(x =>
                    keys.SelectMany(y =>
                        new[]
                        {
                            Relation.Total($"/{x}/{y}", keys[..^1].Select(n => $"{n}/{x}/{y}")),
                            Relation.Total($"{x}//{y}", keys[..^1].Select(n => $"{x}/{n}/{y}")),
                            Relation.Total($"{x}/{y}/", keys[..^1].Select(n => $"{x}/{y}/{n}")),
                        }
                    )
                );
                return new DisclosureTable(k, all.Select(x => new TableCell($"{x.a}/{x.b}/{x.c}", Sum(x.a, x.b, x.c))), relations);
            });

    /// <summary>
    /// The least and the most of every suppressed cell over all ways to fill in the table with whole numbers; the grand total
    /// must be shown.
    /// </summary>
    public static Dictionary<string, (long Low, long High)> RangesByTrying(
        DisclosureTable table,
        IReadOnlySet<string> suppressed,
        string? attacker = null
    )
    {
        var cells = table.Cells.Where(c => suppressed.Contains(c.Id)).ToList();
        var ranges = new Dictionary<string, (long, long)>();
        var values = table.Cells.ToDictionary(c => c.Id, c => c.Value);
        var lastOf = table.Relations.Select(r => r.Terms.Max(t => cells.FindIndex(c => c.Id == t.Cell))).ToList();
        var most = table.Cells.Max(c => c.Value);
        Fill(0);
        return ranges;

        void Fill(int n)
        {
            if (n == cells.Count)
            {
                foreach (var cell in cells)
                {
                    var (low, high) = ranges.GetValueOrDefault(cell.Id, (long.MaxValue, long.MinValue));
                    ranges[cell.Id] = (Math.Min(low, values[cell.Id]), Math.Max(high, values[cell.Id]));
                }
                return;
            }
            var own = attacker is null ? 0 : cells[n].Contributions?.GetValueOrDefault(attacker) ?? 0;
            var alone = attacker is not null && cells[n].Contributions is { Count: 1 } parts && parts.ContainsKey(attacker);
            for (var value = own; value <= (alone ? own : most); value++)
            {
                values[cells[n].Id] = value;
                if (table.Relations.Index().Where(r => lastOf[r.Index] == n).All(r => Holds(r.Item)))
                    Fill(n + 1);
            }
            values[cells[n].Id] = cells[n].Value;
        }

        bool Holds(Relation relation) =>
            relation.Terms.Sum(t => t.Factor * values[t.Cell]) is var sum && relation.Sense == Sense.Equal
                ? sum == table.Sum(relation)
                : relation.Terms.Sum(t => t.Factor * values[t.Cell]) <= 0;
    }

    /// <summary>
    /// The least that must be suppressed beside the primary cells, in counts and cells, over all choices that the auditor lets
    /// pass.
    /// </summary>
    public static (long Counts, int Cells) LeastByTrying(DisclosureTable table)
    {
        var primary = table.Cells.Where(table.IsPrimary).Select(c => c.Id).ToHashSet();
        var free = table.Cells.Where(c => !primary.Contains(c.Id)).ToList();
        return Enumerable
            .Range(0, 1 << free.Count)
            .Select(pattern => free.Where((_, n) => (pattern >> n & 1) == 1).ToList())
            .Select(chosen => (Cost: (Counts: chosen.Sum(c => c.Value), Cells: chosen.Count), Chosen: chosen))
            .OrderBy(c => c.Cost)
            .First(c => Auditor.Audit(table, c.Chosen.Select(x => x.Id).Concat(primary).ToHashSet()).Count == 0)
            .Cost;
    }

    /// <summary>A count as the sum of four.</summary>
    private static Gen<long[]> InFour(long value) =>
        from a in Gen.Long[0, value]
        from b in Gen.Long[0, value - a]
        from c in Gen.Long[0, value - a - b]
        select (long[])[a, b, c, value - a - b - c];
}
