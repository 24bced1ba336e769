using System.Globalization;

namespace Membership.Elections;

/// <summary>
/// A digital ballot while voting goes on, sealed with the election's own key and padded, so that neither what was voted nor how
/// much was marked can be seen. Its id is drawn at random, for one that begins with the time would tell the order.
/// </summary>
public sealed class SealedBallot
{
    public Guid TenantId { get; private set; }
#pragma warning disable RS0030 // Guid.NewGuid: one of version 7 would tell in which order the ballots came in.
    public Guid Id { get; private init; } = Guid.NewGuid();
#pragma warning restore RS0030
    public required Guid ElectionId { get; init; }

    /// <summary>Tells the same ballot sent twice; only whoever sent it knows what it is the digest of.</summary>
    public required string Tag { get; init; }
    public required byte[] Sealed { get; init; }
}

/// <summary>What was voted, and nothing else. Written all at once, in an order drawn at random.</summary>
public sealed class Ballot
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid ElectionId { get; private set; }

    /// <summary>Positions on the ballot; none on a spoiled ballot.</summary>
    public short[] Marks { get; private set; } = [];
}

/// <summary>
/// The receipt of a ballot that was opened and counted. A voter knows hers; nothing leads from it to the ballot or to her.
/// </summary>
public sealed class BallotReceipt
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: none is taken for another

    public Guid TenantId { get; private set; }
    public Guid ElectionId { get; private set; }
    public string Code { get; private set; } = "";

    /// <summary>Eight letters from the first ten digits of a keyed digest.</summary>
    public static string From(string digest)
    {
        var bits = ulong.Parse(digest.AsSpan(0, 10), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var letters = Enumerable.Range(0, 8).Select(i => Letters[(int)(bits >> (35 - (5 * i)) & 31)]).ToArray();
        return $"{new string(letters, 0, 4)}-{new string(letters, 4, 4)}";
    }
}

/// <summary>What is inside a sealed ballot.</summary>
internal sealed record BallotPaper(short[] Marks, string Receipt)
{
    /// <summary>Of one length for all ballots of an election, whatever is marked.</summary>
    public string Write(int most) =>
        $"{Receipt} {string.Concat(Marks.Select(m => m.ToString("00", CultureInfo.InvariantCulture)))}".PadRight(10 + (2 * most));

    public static BallotPaper Read(string text) =>
        new([.. text[10..].TrimEnd().Chunk(2).Select(mark => short.Parse(mark, CultureInfo.InvariantCulture))], text[..9]);
}
