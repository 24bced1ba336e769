namespace Indicators.National.Arrivals;

/// <summary>Why a release was refused, as a code; <see cref="RefusedRelease"/> keeps it for the network to see.</summary>
public static class Flaws
{
    /// <summary>It is not a release at all, or one of its figures is none.</summary>
    public const string Malformed = "malformed";

    /// <summary>It holds a figure that points at a few.</summary>
    public const string SmallFigure = "small-figure";

    /// <summary>Its digest is not that of its text: it was tampered with.</summary>
    public const string WrongDigest = "wrong-digest";

    /// <summary>It names a key that is not the collective's.</summary>
    public const string UnknownKey = "unknown-key";

    /// <summary>It is signed with a key that the collective has replaced before.</summary>
    public const string RetiredKey = "retired-key";

    /// <summary>Nobody with the collective's key signed it: it is forged, or was tampered with.</summary>
    public const string BadSignature = "bad-signature";

    /// <summary>It does not follow the collective's latest release: one is missing, or the chain forks.</summary>
    public const string BrokenChain = "broken-chain";

    /// <summary>Another release of that month and revision, or of that id, was kept before.</summary>
    public const string Replayed = "replayed";

    /// <summary>A revision of the month is missing before it.</summary>
    public const string SkippedRevision = "skipped-revision";

    /// <summary>Another key than the pinned one came, and that one does not vouch for it. Said of no month.</summary>
    public const string ChangedKey = "changed-key";
}
