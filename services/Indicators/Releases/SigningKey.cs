using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Indicators.Releases;

/// <summary>
/// A collective's public key for its releases. None is ever changed or removed: what was signed with it can be checked for
/// good.
/// </summary>
public sealed class SigningKey
{
    public Guid TenantId { get; private set; }

    /// <summary>See <see cref="Signatures.KeyId"/>.</summary>
    public required string KeyId { get; init; }

    /// <summary>1, then 2 and so on; the highest signs.</summary>
    public required int Number { get; init; }

    /// <summary>The collective's code.</summary>
    public required string Collective { get; init; }

    /// <summary>SubjectPublicKeyInfo in DER.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Of the key before it, over <see cref="Signatures.Endorsement"/>; empty for the first.</summary>
    public required byte[] Endorsement { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public V1.SigningKey ToMessage() =>
        new()
        {
            KeyId = KeyId,
            Collective = Collective,
            Number = Number,
            PublicKey = ByteString.CopyFrom(PublicKey),
            Endorsement = ByteString.CopyFrom(Endorsement),
            MadeAt = MadeAt.ToTimestamp(),
        };
}

/// <summary>The private key to it, sealed with the tenant's key.</summary>
public sealed class SealedSigningKey
{
    public Guid TenantId { get; private set; }
    public required string KeyId { get; init; }
    public required byte[] Sealed { get; init; }
}
