namespace Indicators.National.Arrivals;

/// <summary>A release that was pulled and whose place in its collective's chain was checked.</summary>
public sealed class PulledRelease
{
    public Guid Id { get; private init; }
    public string Collective { get; private init; } = "";

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private init; }

    public string DictionaryVersion { get; private init; } = "";
    public DateTimeOffset ReleasedAt { get; private init; }
    public string PreviousDigest { get; private init; } = "";
    public string Digest { get; private init; } = "";

    /// <summary>1, or 2 and more for a month that was released again.</summary>
    public int Revision { get; private init; }

    public V1.RevisionReason Reason { get; private init; }

    /// <summary>Of the pinned key it is signed with; empty for what was kept before releases were signed.</summary>
    public string KeyId { get; private init; } = "";

    public byte[] Signature { get; private init; } = [];

    /// <summary>Its place in the order in which releases came, over all sources.</summary>
    public long Arrival { get; set; }

    public DateTimeOffset ArrivedAt { get; private init; }

    /// <param name="message">One that <see cref="ReceivedRelease"/> found sound.</param>
    public static PulledRelease From(V1.Release message, DateTimeOffset now) =>
        new()
        {
            Id = Guid.Parse(message.Id),
            Collective = message.Collective,
            Month = new(message.Year, message.Month, 1),
            DictionaryVersion = message.DictionaryVersion,
            ReleasedAt = message.ReleasedAt.ToDateTimeOffset(),
            PreviousDigest = message.PreviousDigest,
            Digest = message.Digest,
            Revision = message.Revision,
            Reason = message.Reason,
            KeyId = message.KeyId,
            Signature = message.Signature.ToByteArray(),
            ArrivedAt = now,
        };
}
