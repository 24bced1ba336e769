using Google.Protobuf;

namespace Indicators.Releases;

/// <summary>A month as its collective released it, on the shelf; the network gets it once it is locked. It is never changed.</summary>
public sealed class ReleasedMonth
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public DateOnly FirstDay { get; private init; }

    /// <summary>1, or 2 and more for a month that was released again.</summary>
    public int Revision { get; private init; }

    /// <summary>The release in canonical JSON, which is what the digest is of and what is signed.</summary>
    public string Content { get; private init; } = "";

    public string PreviousDigest { get; private init; } = "";
    public string Digest { get; private init; } = "";
    public string KeyId { get; private init; } = "";
    public byte[] Signature { get; private init; } = [];

    /// <summary>Until then it can be taken back.</summary>
    public DateTimeOffset LocksAt { get; private init; }

    /// <summary>Its place in the order in which the releases of all collectives can be read.</summary>
    public long Position { get; private set; }

    /// <param name="release">Complete but for its key, digest and signature.</param>
    public static async Task<ReleasedMonth> OfAsync(
        V1.Release release,
        DateTimeOffset locksAt,
        SigningKeys keys,
        CancellationToken cancellationToken
    )
    {
        var (keyId, key) = await keys.CurrentAsync(release.Collective, cancellationToken);
        using var signing = key;
        release.KeyId = keyId;
        var content = CanonicalRelease.Json(release);
        return new()
        {
            Id = Guid.Parse(release.Id),
            FirstDay = new(release.Year, release.Month, 1),
            Revision = release.Revision,
            Content = content,
            PreviousDigest = release.PreviousDigest,
            Digest = CanonicalRelease.Digest(content),
            KeyId = keyId,
            Signature = Signatures.Sign(signing, content),
            LocksAt = locksAt,
        };
    }

    public V1.Release ToMessage()
    {
        var message = CanonicalRelease.Read(Content);
        message.Digest = Digest;
        message.Signature = ByteString.CopyFrom(Signature);
        return message;
    }
}
