using System.Linq.Expressions;
using Google.Protobuf.WellKnownTypes;

namespace Identity.Sessions;

/// <summary>Somebody is signed in, for at most 12 hours, and for 60 minutes after she last did something.</summary>
public sealed class Session
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid AccountId { get; private init; }
    public byte[] TokenHash { get; private init; } = [];
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset LastUsedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    public static Session Open(Guid id, Guid account, byte[] tokenHash, DateTimeOffset now) =>
        new()
        {
            Id = id,
            AccountId = account,
            TokenHash = tokenHash,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + Lifetime,
        };

    public static Expression<Func<Session, bool>> OpenAt(DateTimeOffset now)
    {
        var idleSince = now - Idle;
        return s => s.ExpiresAt > now && s.LastUsedAt > idleSince;
    }

    public static Refusal Ended() => Refusal.NotSignedIn("session_ended", "You have been signed out. Sign in again.");
}

public static class SessionMessage
{
    extension(Session session)
    {
        public V1.OpenSession ToMessage(Guid? current) =>
            new()
            {
                Id = session.Id.ToString(),
                CreatedAt = session.CreatedAt.ToTimestamp(),
                LastUsedAt = session.LastUsedAt.ToTimestamp(),
                Current = session.Id == current,
            };
    }
}
