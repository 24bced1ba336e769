using Indicators.National.Collectives;

namespace Indicators.National.Arrivals;

/// <summary>What the network knows of a collective when a release of it arrives.</summary>
/// <param name="Head">The digest of its latest release that was kept; empty for none.</param>
/// <param name="HeadKey">The number of the key that release is signed with; 0 for none. No earlier key signs after it.</param>
/// <param name="Keys">Its pinned public keys by their id.</param>
/// <param name="Revisions">The latest revision that was kept, by the month's first day.</param>
/// <param name="Ids">Of all its releases that were kept.</param>
public sealed record KnownCollective(
    string Head,
    int HeadKey,
    IReadOnlyDictionary<string, PinnedKey> Keys,
    IReadOnlyDictionary<DateOnly, int> Revisions,
    IReadOnlySet<Guid> Ids
)
{
    public static readonly KnownCollective None = new(
        "",
        0,
        new Dictionary<string, PinnedKey>(),
        new Dictionary<DateOnly, int>(),
        new HashSet<Guid>()
    );
}
