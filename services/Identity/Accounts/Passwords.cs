using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Identity.Accounts;

/// <summary>Checks passwords and counts wrong ones.</summary>
public sealed class Passwords(IdentityDb db, UserManager<Account> users, IPasswordHasher<Account> hasher)
{
    private const int Longest = 200;
    private static readonly Lazy<string> HashOfNobody = new(() =>
        new PasswordHasher<Account>().HashPassword(new(), RandomNumberGenerator.GetHexString(32))
    );

    /// <summary>A password as it was typed, on whatever keyboard.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>too_long</c>, <c>bad_text</c>.</exception>
    public static string Read(string value)
    {
        if (value.Length == 0)
            throw Refusal.Invalid("password", "required", "Type your password.");
        if (value.Length > Longest)
            throw Refusal.Invalid("password", "too_long", $"A password may have at most {Longest} characters.");
        try
        {
            return value.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            throw Refusal.Invalid("password", "bad_text", "This contains characters that cannot be kept.");
        }
    }

    /// <summary>Whether it is this account's password. Nobody's account takes as long to say no, so that the time tells nothing.</summary>
    /// <exception cref="Refusal"><c>locked_out</c>: too many wrong passwords, be this one right or wrong.</exception>
    public async Task<bool> CheckAsync(Account? account, string password, CancellationToken cancellationToken)
    {
        if (account is null)
        {
            hasher.VerifyHashedPassword(new(), HashOfNobody.Value, password);
            return false;
        }
        var right = await users.CheckPasswordAsync(account, password);
        var hash = account.PasswordHash; // made anew if the framework has grown stricter

        // Many guesses at once are counted one after the other, each knowing of those before it.
        await using var turn = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from account where id = {account.Id} for update", cancellationToken);
        await db.Entry(account).ReloadAsync(cancellationToken);
        var locked = await users.IsLockedOutAsync(account);
        if (!locked)
        {
            if (right)
                account.PasswordHash = hash;
            if (right && account.FailedAttempts > 0)
                await users.ResetAccessFailedCountAsync(account);
            if (!right)
                await users.AccessFailedAsync(account);
            locked = await users.IsLockedOutAsync(account);
            if (locked)
                db.Audit("accounts.lock_out", account.Id);
            await db.SaveChangesAsync(cancellationToken);
        }
        await turn.CommitAsync(cancellationToken);
        return locked
            ? throw Refusal.NotNow(
                "locked_out",
                "There were too many wrong passwords. Try again in a quarter of an hour, or ask your admin."
            )
            : right;
    }
}
