using Google.Protobuf.WellKnownTypes;

namespace Identity.Accounts;

/// <summary>The promise of one account with certain roles, to whoever shows its code first.</summary>
public sealed class Invitation
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public byte[] CodeHash { get; private init; } = [];
    public string[] Roles { get; private init; } = [];
    public Guid? MemberId { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>The account that was made with it.</summary>
    public Guid? AcceptedBy { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }
    public int Revision { get; private set; } = 1;

    public static Invitation To(string[] roles, Guid? member, Guid id, byte[] codeHash, DateTimeOffset now) =>
        new()
        {
            Id = id,
            CodeHash = codeHash,
            Roles = roles,
            MemberId = member,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };

    /// <exception cref="Refusal"><c>invitation_used</c>, <c>invitation_revoked</c>, <c>invitation_expired</c>.</exception>
    public void Accept(Guid account, DateTimeOffset now)
    {
        if (AcceptedBy is not null)
            throw Used();
        if (RevokedAt is not null)
            throw Refusal.NotNow("invitation_revoked", "This invitation was taken back. Ask for a new one.");
        if (now >= ExpiresAt)
            throw Refusal.NotNow("invitation_expired", "This invitation has expired. Ask for a new one.");
        AcceptedBy = account;
        Revision = Revision + 1;
    }

    /// <summary>Takes the promise back; a second time changes nothing.</summary>
    /// <exception cref="Refusal"><c>invitation_used</c>.</exception>
    public void Revoke(DateTimeOffset now)
    {
        if (AcceptedBy is not null)
            throw Used();
        RevokedAt = RevokedAt ?? now;
        Revision = Revision + 1;
    }

    public static Refusal Used() => Refusal.NotNow("invitation_used", "This invitation has been used already.");
}

public static class InvitationMessage
{
    extension(Invitation invitation)
    {
        /// <param name="code">Only for whoever makes the invitation; it cannot be read back.</param>
        public V1.Invitation ToMessage(string code = "") =>
            new()
            {
                Id = invitation.Id.ToString(),
                Code = code,
                Roles = { invitation.Roles },
                ExpiresAt = invitation.ExpiresAt.ToTimestamp(),
                Accepted = invitation.AcceptedBy is not null,
                Revoked = invitation.RevokedAt is not null,
            };
    }
}
