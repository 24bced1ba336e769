using Indicators.National.Tables;

namespace Indicators.National.Publication;

/// <summary>
/// What may become known by holding two published numbers against each other: a revision against what it revises, a quarter
/// against its months (docs/disclosure.md: a change is at least k, and at least 3 collectives contribute to it).
/// </summary>
public static class ChangeRule
{
    public const int LeastContributors = 3;

    /// <summary>
    /// No difference at all, or one to which at least 3 collectives contribute, that is at least k, and of which at least k is
    /// left to guess for the one that contributes most.
    /// </summary>
    /// <param name="difference">What each collective contributes to it.</param>
    public static bool MayBeKnown(IEnumerable<ContributedCount> difference, int k)
    {
        var all = difference.Where(d => !d.IsZero).ToList();
        return MayBeKnown([.. all.Select(d => d.Value)], k) && MayBeKnown([.. all.Select(d => d.Rest)], k);
    }

    /// <summary>What each collective contributes to the difference of a sum and others.</summary>
    public static IReadOnlyDictionary<string, ContributedCount> Between(Total? one, params IEnumerable<Total?> others)
    {
        var left = one is null ? [] : one.By.ToDictionary();
        foreach (var (collective, count) in others.OfType<Total>().SelectMany(o => o.By))
            left[collective] = left.GetValueOrDefault(collective) - count;
        return left;
    }

    private static bool MayBeKnown(List<long> parts, int k)
    {
        var amounts = parts.Where(p => p != 0).Select(Math.Abs).ToList();
        return amounts.Count == 0 || amounts.Count >= LeastContributors && Math.Abs(parts.Sum()) >= k && amounts.Sum() - amounts.Max() >= k;
    }
}
