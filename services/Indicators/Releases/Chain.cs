namespace Indicators.Releases;

/// <summary>A release as it was signed, to be checked by whoever has the keys.</summary>
public sealed record Link(string Canonical, string Digest, string KeyId, byte[] Signature);

/// <summary>A public key as it is listed: SubjectPublicKeyInfo in DER, with the word of the key before it.</summary>
public sealed record ListedKey(string KeyId, int Number, byte[] PublicKey, byte[] Endorsement);

/// <summary>What makes a chain whole, the same for the collective, the network and anybody else.</summary>
public static class Chain
{
    /// <summary>The flaw of each release, in the chain's order; unspecified for none.</summary>
    public static IReadOnlyList<V1.ChainFlaw> Check(IReadOnlyList<Link> links, IReadOnlyList<ListedKey> keys)
    {
        var byId = keys.GroupBy(k => k.KeyId).ToDictionary(k => k.Key, k => k.First());
        var previous = "";
        var number = 0;
        var revisions = new Dictionary<(int, int), int>();
        var flaws = new List<V1.ChainFlaw>();
        foreach (var link in links)
        {
            flaws.Add(FlawOf(link));
            previous = link.Digest;
        }
        return flaws;

        V1.ChainFlaw FlawOf(Link link)
        {
            if (CanonicalRelease.Digest(link.Canonical) != link.Digest || CanonicalRelease.TryRead(link.Canonical) is not { } release)
                return V1.ChainFlaw.Digest;
            var month = (release.Year, release.Month);
            var follows = release.PreviousDigest == previous && release.Revision == revisions.GetValueOrDefault(month) + 1;
            revisions[month] = release.Revision;
            if (!follows)
                return V1.ChainFlaw.Order;
            if (link.KeyId.Length == 0 && release.KeyId.Length == 0 && number == 0)
                return V1.ChainFlaw.Unsigned;
            if (release.KeyId != link.KeyId || !byId.TryGetValue(link.KeyId, out var key) || key.Number < number)
                return V1.ChainFlaw.Key;
            number = key.Number;
            return Signatures.Holds(key.PublicKey, link.Canonical, link.Signature) ? V1.ChainFlaw.Unspecified : V1.ChainFlaw.Signature;
        }
    }

    public static bool IsWhole(IEnumerable<V1.ChainFlaw> flaws) => flaws.All(f => f is V1.ChainFlaw.Unspecified or V1.ChainFlaw.Unsigned);

    /// <summary>Those of the listed keys that can be believed: the ones that are known, and each that a believed one vouches for.</summary>
    public static IReadOnlyList<ListedKey> Believed(string collective, IReadOnlyList<ListedKey> listed, IReadOnlyCollection<string> known)
    {
        var believed = new List<ListedKey>();
        ListedKey? before = null;
        foreach (var key in listed.OrderBy(k => k.Number))
        {
            var vouched =
                before is not null
                && before.Number + 1 == key.Number
                && Signatures.Holds(
                    before.PublicKey,
                    Signatures.Endorsement(collective, key.Number, key.PublicKey, before.KeyId),
                    key.Endorsement
                );
            if (key.KeyId == Signatures.KeyId(key.PublicKey) && (known.Contains(key.KeyId) || vouched))
                believed.Add(before = key);
        }
        return believed;
    }
}
