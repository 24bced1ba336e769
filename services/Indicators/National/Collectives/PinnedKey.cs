using Indicators.Releases;

namespace Indicators.National.Collectives;

/// <summary>
/// A collective's public key, pinned: the first one is believed, each later one only with the signature of the one before it.
/// </summary>
public sealed class PinnedKey
{
    public string Collective { get; private init; } = "";
    public string KeyId { get; private init; } = "";

    /// <summary>1, then 2 and so on.</summary>
    public int Number { get; private init; }

    /// <summary>SubjectPublicKeyInfo in DER.</summary>
    public byte[] PublicKey { get; private init; } = [];

    public DateTimeOffset PinnedAt { get; private init; }

    /// <summary>
    /// The keys that can be pinned of those that a source lists of a collective, and whether one cannot: it is not what it says, or it
    /// came in place of a pinned one, or the key before it does not vouch for it. What is pinned stays pinned.
    /// </summary>
    public static (IReadOnlyList<PinnedKey> New, bool Changed) Follow(
        IReadOnlyCollection<PinnedKey> pinned,
        IEnumerable<V1.SigningKey> listed,
        DateTimeOffset now
    )
    {
        var known = pinned.OrderBy(k => k.Number).ToList();
        var added = new List<PinnedKey>();
        foreach (var key in listed.OrderBy(k => k.Number))
        {
            var publicKey = key.PublicKey.ToByteArray();
            if (key.Number >= 1 && key.Number <= known.Count)
            {
                if (!known[key.Number - 1].PublicKey.AsSpan().SequenceEqual(publicKey))
                    return (added, true);
                continue;
            }
            if (
                key.Number != known.Count + 1
                || publicKey.Length > Longest
                || key.KeyId != Signatures.KeyId(publicKey)
                || !Vouched(known.LastOrDefault(), key, publicKey)
            )
                return (added, true);
            var next = new PinnedKey
            {
                Collective = key.Collective,
                KeyId = key.KeyId,
                Number = key.Number,
                PublicKey = publicKey,
                PinnedAt = now,
            };
            known.Add(next);
            added.Add(next);
        }
        return (added, false);
    }

    private const int Longest = 200;

    private static bool Vouched(PinnedKey? before, V1.SigningKey key, byte[] publicKey) =>
        before is null
        || Signatures.Holds(
            before.PublicKey,
            Signatures.Endorsement(key.Collective, key.Number, publicKey, before.KeyId),
            key.Endorsement.Span
        );
}
