using Grpc.Core;
using Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Sessions;

public sealed partial class SessionsService
{
    [OpenToAll("Nobody is signed in yet; the password is the proof.")]
    public override async Task<V1.Session> SignIn(V1.SignInRequest request, ServerCallContext context)
    {
        var name = Input.Required(request.UserName, "user_name", Account.LongestName);
        var password = Passwords.Read(request.Password);
        var account = await realm.EnterAsync(request.Collective, context.CancellationToken) ? await users.FindByNameAsync(name) : null;
        if (!await passwords.CheckAsync(account, password, context.CancellationToken) || account is null or { DisabledAt: not null })
            throw Refusal.NotSignedIn("sign_in_failed", "The collective, the user name or the password is wrong.");

        var id = Guid.CreateVersion7(clock.Now);
        var now = clock.Now;
        await db.Sessions.Where(s => s.AccountId == account.Id && s.ExpiresAt <= now).ExecuteDeleteAsync(context.CancellationToken);
        var (refreshToken, hash) = RefreshToken.Draw(current.Id, id);
        var session = Session.Open(id, account.Id, hash, now);
        db.Add(session);
        await db.SaveChangesAsync(context.CancellationToken);

        return await AnswerAsync(session, account, refreshToken, context.CancellationToken);
    }
}
