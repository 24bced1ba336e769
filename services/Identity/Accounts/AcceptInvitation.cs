using Grpc.Core;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    /// <summary>
    /// The code, the user name and the password say together what is wanted, so the same request again is answered with the same
    /// account; a wrong password counts as in signing in, or a used code would be a way to guess without end.
    /// </summary>
    [OpenToAll("Whoever accepts has no account yet; the code is the proof.")]
    public override async Task<V1.Account> AcceptInvitation(V1.AcceptInvitationRequest request, ServerCallContext context)
    {
        var code = Input.Required(request.Code, "code", 40);
        var name = Account.ReadName(request.UserName);
        var password = Passwords.Read(request.Password);
        var known = await realm.EnterAsync(request.Collective, context.CancellationToken);
        var hash = known ? codes.Hash(tenant.Id, code) : [];
        var invitation =
            await db.Invitations.FirstOrDefaultAsync(i => i.CodeHash == hash, context.CancellationToken)
            ?? throw Refusal.Invalid("code", "unknown_code", "This code is not known here. Check it sign by sign.");
        if (invitation.AcceptedBy is { } earlier)
            return await AcceptedAsync(earlier, name, password, context.CancellationToken);

        if (invitation.MemberId is { } member)
            await RequireNoAccountAsync(member, context.CancellationToken);
        var account = Account.Promised(invitation, name, clock.Now);
        invitation.Accept(account.Id, clock.Now);
        Require(await users.CreateAsync(account, password));
        db.Audit("invitations.accept", account.Id);
        try
        {
            await db.SaveChangesAsync(context.CancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // somebody took the name, or she took another code, or this very request came twice, between our look and our save
            throw Refusal.Changed();
        }
        return account.ToMessage(clock.Now);
    }

    private async Task<V1.Account> AcceptedAsync(Guid id, string name, string password, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.FirstAsync(a => a.Id == id, cancellationToken);
        var same =
            account.NormalizedUserName == users.NormalizeName(name)
            && account.DisabledAt is null
            && await passwords.CheckAsync(account, password, cancellationToken);
        return same ? account.ToMessage(clock.Now) : throw Invitation.Used();
    }

    private static void Require(IdentityResult result)
    {
        if (result.Succeeded)
            return;
        throw result.Errors.First().Code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) => Refusal.Invalid(
                "password",
                "password_too_short",
                $"Choose a password of at least {AccountOptions.ShortestPassword} characters. Some words that you remember are good."
            ),
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => Refusal.Invalid(
                "password",
                "password_too_simple",
                "This password is too easy to guess. Use more different characters."
            ),
            nameof(IdentityErrorDescriber.DuplicateUserName) => Refusal.Invalid(
                "user_name",
                "user_name_taken",
                "Somebody has this user name already. Choose another one."
            ),
            var other => new InvalidOperationException($"ASP.NET Core Identity says {other}."),
        };
    }
}
