using System.Text.RegularExpressions;

namespace Identity.Accounts;

/// <summary>
/// Somebody's way in: a name to sign in with, a password and roles. It need not be her own name, and there is no e-mail or
/// phone.
/// </summary>
public sealed partial class Account
{
    public const int LongestName = 60;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public string UserName { get; private init; } = "";

    /// <summary>What names are compared by, so that Asha and ASHA are one.</summary>
    public string NormalizedUserName { get; set; } = "";

    public string PasswordHash { get; set; } = "";
    public string[] Roles { get; private set; } = [];

    /// <summary>The member whose account it is; null for staff and the network.</summary>
    public Guid? MemberId { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Wrong passwords since the last right one or the last lockout.</summary>
    public int FailedAttempts { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset? DisabledAt { get; private set; }
    public int Revision { get; private set; } = 1;

    public static Account Promised(Invitation by, string userName, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            UserName = userName,
            Roles = by.Roles,
            MemberId = by.MemberId,
            CreatedAt = now,
        };

    /// <summary>A name to sign in with, in any script.</summary>
    /// <exception cref="Refusal"><c>bad_user_name</c>, and as for any text.</exception>
    public static string ReadName(string value)
    {
        var name = Input.Required(value, "user_name", LongestName);
        return NamePattern().IsMatch(name)
            ? name
            : throw Refusal.Invalid("user_name", "bad_user_name", "Use letters, digits, dots, hyphens and underscores, without spaces.");
    }

    public void Give(string[] roles)
    {
        Roles = roles;
        Revision = Revision + 1;
    }

    /// <summary>Nobody signs in to it any more. Her sessions are ended beside it.</summary>
    public void Disable(DateTimeOffset now)
    {
        DisabledAt = DisabledAt ?? now;
        Revision = Revision + 1;
    }

    public void Unlock()
    {
        LockedUntil = null;
        FailedAttempts = 0;
        Revision = Revision + 1;
    }

    [GeneratedRegex(@"^[\p{L}\p{M}\p{Nd}._@-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}

public static class AccountMessage
{
    extension(Account account)
    {
        public V1.Account ToMessage(DateTimeOffset now) =>
            new()
            {
                Id = account.Id.ToString(),
                UserName = account.UserName,
                Roles = { account.Roles },
                MemberId = account.MemberId?.ToString() ?? "",
                Disabled = account.DisabledAt is not null,
                LockedOut = account.LockedUntil > now,
            };
    }
}
