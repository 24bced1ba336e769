namespace Indicators.Releases;

/// <summary>A month as its collective released it, on the shelf for the network. It is never changed.</summary>
public sealed class ReleasedMonth
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public DateOnly FirstDay { get; private init; }

    /// <summary>The release in canonical JSON, which is what the digest is of.</summary>
    public string Content { get; private init; } = "";

    public string PreviousDigest { get; private init; } = "";
    public string Digest { get; private init; } = "";

    /// <summary>Its place in the order in which the releases of all collectives can be read.</summary>
    public long Position { get; private set; }

    /// <param name="release">Complete but for the digest.</param>
    public static ReleasedMonth Of(V1.Release release)
    {
        var content = CanonicalRelease.Json(release);
        return new()
        {
            Id = Guid.Parse(release.Id),
            FirstDay = new(release.Year, release.Month, 1),
            Content = content,
            PreviousDigest = release.PreviousDigest,
            Digest = CanonicalRelease.Digest(content),
        };
    }

    public V1.Release ToMessage()
    {
        var message = CanonicalRelease.Read(Content);
        message.Digest = Digest;
        return message;
    }
}
