using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Membership.Decisions;

/// <summary>What changed from one text to another, by line, and within a reworded line by word.</summary>
public static partial class Difference
{
    /// <summary>Beyond this many comparisons a passage counts as replaced as a whole, so that no text keeps the service busy.</summary>
    private const int MostWork = 4_000_000;

    public static IEnumerable<V1.BylawLine> Between(string before, string after)
    {
        foreach (var (removed, added, same) in Passages(before, after, Lines))
        {
            // In one place, the first line that went became the first that came, if any word of it is left.
            for (var i = 0; i < Math.Max(removed.Length, added.Length); i++)
            {
                var gone = i < removed.Length ? removed[i] : null;
                var come = i < added.Length ? added[i] : null;
                if (gone is not null && come is not null && Reworded(gone, come) is { } line)
                {
                    yield return line;
                    continue;
                }
                if (gone is not null)
                    yield return Whole(V1.BylawChange.Removed, gone);
                if (come is not null)
                    yield return Whole(V1.BylawChange.Added, come);
            }
            foreach (var line in same)
                yield return Whole(V1.BylawChange.Same, line);
        }
    }

    private static V1.BylawLine? Reworded(string before, string after)
    {
        var line = new V1.BylawLine { Change = V1.BylawChange.Reworded };
        foreach (var (removed, added, same) in Passages(before, after, Words))
        {
            Add(V1.BylawChange.Removed, removed);
            Add(V1.BylawChange.Added, added);
            Add(V1.BylawChange.Same, same);
        }
        return line.Pieces.Any(p => p.Change == V1.BylawChange.Same && p.Text.Any(char.IsLetter)) ? line : null;

        void Add(V1.BylawChange change, string[] words)
        {
            if (words.Length > 0)
                line.Pieces.Add(new V1.BylawPiece { Change = change, Text = string.Concat(words) });
        }
    }

    /// <summary>In order: what went and what came in one place, or what stayed.</summary>
    private static IEnumerable<(string[] Removed, string[] Added, string[] Same)> Passages(
        string before,
        string after,
        Func<string, string[]> divide
    )
    {
        var old = divide(before);
        var current = divide(after);
        var place = 0;
        foreach (var block in Blocks())
        {
            if (block.DeleteStartA > place)
                yield return ([], [], old[place..block.DeleteStartA]);
            place = block.DeleteStartA + block.DeleteCountA;
            yield return (old[block.DeleteStartA..place], current[block.InsertStartB..(block.InsertStartB + block.InsertCountB)], []);
        }
        if (place < old.Length)
            yield return ([], [], old[place..]);

        IEnumerable<DiffBlock> Blocks()
        {
            var head = old.Zip(current).TakeWhile(pair => pair.First == pair.Second).Count();
            var tail = old.Skip(head).Reverse().Zip(current.Skip(head).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
            var removed = old.Length - head - tail;
            var added = current.Length - head - tail;
            return (long)removed * added > MostWork
                ? [new(head, removed, head, added)]
                : Differ
                    .Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new CustomFunctionChunker(divide))
                    .DiffBlocks;
        }
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    /// <summary>Words with the space after them.</summary>
    private static string[] Words(string line) => [.. Word().Matches(line).Select(m => m.Value)];

    private static V1.BylawLine Whole(V1.BylawChange change, string line) =>
        new()
        {
            Change = change,
            Pieces =
            {
                new V1.BylawPiece { Change = change, Text = line },
            },
        };

    [GeneratedRegex(@"\s+|\S+\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
