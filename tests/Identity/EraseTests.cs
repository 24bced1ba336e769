using Grpc.Core;
using Sangam.Events;

namespace Identity.Tests;

public sealed class EraseTests(IdentityFixture identity)
{
    private static readonly Refused Ended = new(StatusCode.Unauthenticated, "session_ended", null),
        SignInFailed = new(StatusCode.Unauthenticated, "sign_in_failed", null);
    private static readonly DateOnly Day = new(2026, 2, 14);

    [Fact]
    public async Task With_a_member_her_account_is_closed_and_her_sessions_end_until_it_is_taken_back()
    {
        var collective = await identity.NewRealmAsync();
        var asha = Guid.NewGuid();
        var name = Realm.NewName();
        var hers = await collective.JoinAsync(await InviteAsync(collective, asha), name);
        var others = await collective.JoinAsync(await InviteAsync(collective, Guid.NewGuid()), Realm.NewName());
        var unused = await InviteAsync(collective, asha);

        await TellAsync(collective, new MemberErased(asha, Day));

        Assert.Equal(Ended, await Refused.ByAsync(collective.SessionsOf(hers).CheckSessionAsync(new())));
        Assert.Equal(Ended, await Refused.ByAsync(identity.Sessions.RefreshSessionAsync(new() { RefreshToken = hers.RefreshToken })));
        Assert.Equal(SignInFailed, await Refused.ByAsync(collective.SignIn(name)));
        Assert.Equal(
            Refused.Invalid("code", "unknown_code"),
            await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(collective.Acceptance(unused, Realm.NewName())))
        );
        Assert.Equal(
            [collective.Admin.Account.Id, others.Account.Id],
            (await collective.Accounts.ListAccountsAsync(new())).Accounts.Select(a => a.Id).Order(StringComparer.Ordinal)
        );
        await collective.SessionsOf(others).CheckSessionAsync(new());
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Accounts.UnlockAccountAsync(new() { Id = hers.Account.Id })));

        await TellAsync(collective, new ErasureCancelled(asha, Revision: 2));
        Assert.Equal(Ended, await Refused.ByAsync(collective.SessionsOf(hers).CheckSessionAsync(new()))); // what has ended has ended
        Assert.Equal(hers.Account, (await collective.SignIn(name)).Account);
    }

    [Fact(DisableParallelization = true)] // a replica that is killed at its end keeps events of other tests to itself for half a minute
    public async Task When_her_retention_ends_her_user_name_and_password_go()
    {
        var collective = await identity.NewRealmAsync();
        var asha = Guid.NewGuid();
        var hers = await collective.JoinAsync(await InviteAsync(collective, asha), Realm.NewName());
        await identity.RowsAsync(
            Guid.Parse(collective.Id),
            $"""
            insert into erasure (tenant_id, person_id, erased_on, destroyed_at)
                values ('{collective.Id}', '{asha}', '2026-02-01', now())
            """,
            "keys"
        );

        await using var replica = await ServiceProcess.StartAsync(identity.Program, identity.Configuration);

        Assert.Equal(
            [$"{hers.Account.Id}|{hers.Account.Id}|"],
            await identity.RowsAsync(
                Guid.Parse(collective.Id),
                $"select user_name, normalized_user_name, password_hash from account where member_id = '{asha}'"
            )
        );
        Assert.Equal(Ended, await Refused.ByAsync(collective.SessionsOf(hers).CheckSessionAsync(new())));
    }

    private static async Task<string> InviteAsync(Realm collective, Guid member) =>
        (
            await collective.Accounts.CreateInvitationAsync(
                new()
                {
                    RequestId = $"{Guid.NewGuid()}",
                    Roles = { "member" },
                    MemberId = $"{member}",
                }
            )
        ).Code;

    private Task TellAsync(Realm collective, IEvent what) => identity.Bus.TellAsync(identity.Process.Http, Guid.Parse(collective.Id), what);
}
