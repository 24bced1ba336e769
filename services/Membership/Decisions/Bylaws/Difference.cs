using System.Text.RegularExpressions;

namespace Membership.Decisions;

/// <summary>What changed from one text to another, by line, and within a reworded line by word: what stayed is a longest common subsequence.</summary>
public static partial class Difference
{
    /// <summary>Beyond this many comparisons a passage counts as replaced as a whole, so that no text keeps the service busy.</summary>
    private const int MostWork = 4_000_000;

    public static IEnumerable<V1.BylawLine> Between(string before, string after)
    {
        foreach (var (removed, added, same) in Passages(Lines(before), Lines(after)))
        {
            // In one place, the first line that went became the first that came, if any word of it is left.
            for (var i = 0; i < Math.Max(removed.Length, added.Length); i++)
            {
                var (gone, come) = (i < removed.Length ? removed[i] : null, i < added.Length ? added[i] : null);
                if (gone is not null && come is not null && Reworded(gone, come) is { } line)
                {
                    yield return line;
                    continue;
                }
                if (gone is not null) yield return Whole(V1.BylawChange.Removed, gone);
                if (come is not null) yield return Whole(V1.BylawChange.Added, come);
            }
            foreach (var line in same) yield return Whole(V1.BylawChange.Same, line);
        }
    }

    private static V1.BylawLine? Reworded(string before, string after)
    {
        var line = new V1.BylawLine { Change = V1.BylawChange.Reworded };
        foreach (var (removed, added, same) in Passages(Words(before), Words(after)))
        {
            Add(V1.BylawChange.Removed, removed);
            Add(V1.BylawChange.Added, added);
            Add(V1.BylawChange.Same, same);
        }
        return line.Pieces.Any(p => p.Change == V1.BylawChange.Same && p.Text.Any(char.IsLetter)) ? line : null;

        void Add(V1.BylawChange change, string[] words)
        {
            if (words.Length > 0) line.Pieces.Add(new V1.BylawPiece { Change = change, Text = string.Concat(words) });
        }
    }

    /// <summary>In order: what went and what came in one place, and what stayed after it.</summary>
    private static IEnumerable<(string[] Removed, string[] Added, string[] Same)> Passages(string[] before, string[] after)
    {
        var (a, b) = (0, 0);
        foreach (var (start, other, length) in Common(before, after))
        {
            yield return (before[a..start], after[b..other], before[start..(start + length)]);
            (a, b) = (start + length, other + length);
        }
        if (a < before.Length || b < after.Length) yield return (before[a..], after[b..], []);
    }

    /// <summary>The runs that both have, in order: where each begins in the one and in the other, and how long it is.</summary>
    private static IEnumerable<(int Start, int Other, int Length)> Common(string[] before, string[] after)
    {
        var head = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = before.Skip(head).Reverse().Zip(after.Skip(head).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        var (rows, columns) = (before.Length - head - tail, after.Length - head - tail);
        if (head > 0) yield return (0, 0, head);

        if ((long)rows * columns <= MostWork)
        {
            // length[i, j]: of the longest subsequence that both have from i and from j on.
            var length = new int[rows + 1, columns + 1];
            for (var i = rows - 1; i >= 0; i--)
                for (var j = columns - 1; j >= 0; j--)
                    length[i, j] = before[head + i] == after[head + j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);

            for (int i = 0, j = 0; i < rows && j < columns;)
            {
                var run = 0;
                while (i + run < rows && j + run < columns && before[head + i + run] == after[head + j + run]) run++;
                if (run > 0) yield return (head + i, head + j, run);
                (i, j) = run > 0 ? (i + run, j + run) : length[i + 1, j] >= length[i, j + 1] ? (i + 1, j) : (i, j + 1);
            }
        }
        if (tail > 0) yield return (before.Length - tail, after.Length - tail, tail);
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    /// <summary>Words with the space after them.</summary>
    private static string[] Words(string line) => [.. Word().Matches(line).Select(m => m.Value)];

    private static V1.BylawLine Whole(V1.BylawChange change, string line) => new() { Change = change, Pieces = { new V1.BylawPiece { Change = change, Text = line } } };

    [GeneratedRegex(@"\s+|\S+\s*")]
    private static partial Regex Word();
}
