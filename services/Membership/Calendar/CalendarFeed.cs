using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;

namespace Membership.Calendar;

/// <summary>An account's own feed. It lives for a year at most, so that an address which somebody forgot about dies by itself.</summary>
public sealed class CalendarFeed
{
    public Guid TenantId { get; private set; }
    public required Guid AccountId { get; init; }

    /// <summary>The member whose account it is; null for staff. Her feed ends with her membership.</summary>
    public Guid? MemberId { get; private set; }
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>Makes the ids in the feed; another with every secret.</summary>
    public byte[] IdKey { get; private set; } = [];
    public string Language { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The last day on which it can be read.</summary>
    public DateOnly ExpiresOn { get; private set; }

    /// <summary>Starts anew under another secret; what was handed out before no longer works.</summary>
    public void Renew(byte[] secretHash, Guid? member, string language, DateTimeOffset now)
    {
        SecretHash = secretHash;
        MemberId = member;
        Language = language;
        IdKey = RandomNumberGenerator.GetBytes(32);
        CreatedAt = now;
        ExpiresOn = India.DayOf(now).AddYears(1);
    }

    /// <summary>
    /// The id of an event in this feed: always the same here, another in every other feed, and nothing to anybody without the
    /// key.
    /// </summary>
    public Guid IdOf(Guid calendarEvent) => new(HMACSHA256.HashData(IdKey, calendarEvent.ToByteArray()).AsSpan(0, 16));

    /// <summary>Without its secret.</summary>
    public V1.Feed ToMessage() =>
        new()
        {
            Exists = true,
            CreatedAt = CreatedAt.ToTimestamp(),
            ExpiresOn = ExpiresOn.ToMessage(),
        };
}
