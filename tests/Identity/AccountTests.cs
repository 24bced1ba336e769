using Grpc.Core;
using Sangam.Identity.V1;

namespace Identity.Tests;

public sealed class AccountTests(IdentityFixture identity)
{
    private static readonly Refused Ended = new(StatusCode.Unauthenticated, "session_ended", null);

    [Fact]
    public async Task A_disabled_account_is_out_at_once()
    {
        var collective = await identity.NewRealmAsync();
        var member = await collective.NewAccountAsync("facilitator");

        var disabled = await collective.Accounts.DisableAccountAsync(new() { Id = member.Account.Id });

        Assert.Equal(new Account(member.Account) { Disabled = true }, disabled);
        Assert.Equal(disabled, await collective.Accounts.DisableAccountAsync(new() { Id = member.Account.Id }));
        Assert.Equal(Ended, await Refused.ByAsync(collective.SessionsOf(member).CheckSessionAsync(new())));
        Assert.Equal(Ended, await Refused.ByAsync(identity.Sessions.RefreshSessionAsync(new() { RefreshToken = member.RefreshToken })));
        Assert.Equal(
            new Refused(StatusCode.Unauthenticated, "sign_in_failed", null),
            await Refused.ByAsync(collective.SignIn(member.Account.UserName))
        );
    }

    [Fact]
    public async Task An_admin_may_lay_a_role_down_and_not_take_one_up()
    {
        var collective = await identity.NewRealmAsync();
        var first = collective.Admin.Account.Id;
        var second = await collective.NewAccountAsync("admin", "treasurer", "trainer");
        var seconds = new V1.Accounts.AccountsClient(collective.As(second));

        Assert.Equal(
            Refused.NotNow("yourself"),
            await Refused.ByAsync(collective.Accounts.SetRolesAsync(new() { Id = first, Roles = { "admin", "facilitator" } }))
        );
        Assert.Equal(
            ["admin", "treasurer"],
            (await seconds.SetRolesAsync(new() { Id = second.Account.Id, Roles = { "admin", "treasurer" } })).Roles.Order()
        );
        await seconds.DisableAccountAsync(new() { Id = first });
        Assert.Equal(
            Refused.NotNow("last_admin"),
            await Refused.ByAsync(seconds.SetRolesAsync(new() { Id = second.Account.Id, Roles = { "treasurer" } }))
        );
    }

    [Fact]
    public async Task Somebody_always_stays_to_administer_accounts()
    {
        var collective = await identity.NewRealmAsync();
        var admin = collective.Admin.Account.Id;
        Assert.Equal(Refused.NotNow("yourself"), await Refused.ByAsync(collective.Accounts.DisableAccountAsync(new() { Id = admin })));

        var second = await collective.NewAccountAsync("admin");
        var seconds = new V1.Accounts.AccountsClient(collective.As(second));
        var outcomes = await Task.WhenAll(
            Outcome(collective.Accounts.DisableAccountAsync(new() { Id = second.Account.Id })),
            Outcome(seconds.DisableAccountAsync(new() { Id = admin }))
        );
        Assert.Equal(["disabled", "last_admin"], outcomes.Order());

        static async Task<string> Outcome(AsyncUnaryCall<Account> call)
        {
            try
            {
                return (await call).Disabled ? "disabled" : "not";
            }
            catch (RpcException e)
            {
                return e.Code;
            }
        }
    }

    [Fact]
    public async Task Accounts_of_another_collective_do_not_exist()
    {
        var collective = await identity.NewRealmAsync();
        var other = await identity.NewRealmAsync();
        var theirs = other.Admin.Account.Id;

        foreach (var id in (string[])[theirs, $"{Guid.NewGuid()}", "no id", ""])
        {
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Accounts.DisableAccountAsync(new() { Id = id })));
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Accounts.UnlockAccountAsync(new() { Id = id })));
            Assert.Equal(
                Refused.NotFound,
                await Refused.ByAsync(collective.Accounts.SetRolesAsync(new() { Id = id, Roles = { "member" } }))
            );
        }
        var invitation = await other.InviteAsync("member");
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Accounts.RevokeInvitationAsync(new() { Id = invitation.Id })));
        Assert.Equal([collective.Admin.Account], (await collective.Accounts.ListAccountsAsync(new())).Accounts);
    }

    [Fact]
    public async Task Accounts_are_listed_by_name_in_pages_and_roles_are_of_the_collective()
    {
        var collective = await identity.NewRealmAsync();
        var names = new List<string> { collective.Admin.Account.UserName };
        foreach (var name in (string[])["zarina", "Asha", "meena"])
        {
            await identity.Accounts.AcceptInvitationAsync(collective.Acceptance((await collective.InviteAsync("member")).Code, name));
            names.Add(name);
        }

        var first = await collective.Accounts.ListAccountsAsync(new() { PageSize = 3 });
        var rest = await collective.Accounts.ListAccountsAsync(new() { PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), first.Accounts.Concat(rest.Accounts).Select(a => a.UserName));
        Assert.Equal("", rest.NextPageToken);
        Assert.Equal(
            Refused.Invalid("roles", "unknown_role"),
            await Refused.ByAsync(collective.Accounts.SetRolesAsync(new() { Id = first.Accounts[0].Id, Roles = { "network_analyst" } }))
        );
        Assert.Equal(
            Refused.Invalid("roles", "required"),
            await Refused.ByAsync(collective.Accounts.SetRolesAsync(new() { Id = first.Accounts[0].Id }))
        );
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(collective.Accounts.ListAccountsAsync(new() { PageSize = -1 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(collective.Accounts.ListAccountsAsync(new() { PageToken = "?" }))
        );
    }

    [Fact]
    public async Task Only_an_admin_administers_accounts()
    {
        var collective = await identity.NewRealmAsync();
        var accounts = new V1.Accounts.AccountsClient(
            collective.As(await collective.NewAccountAsync("executive", "facilitator", "caseworker", "data_steward"))
        );

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(accounts.ListAccountsAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(accounts.ListInvitationsAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(accounts.CreateInvitationAsync(new() { Roles = { "member" } })));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(accounts.RevokeInvitationAsync(new() { Id = $"{Guid.NewGuid()}" })));
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(accounts.SetRolesAsync(new() { Id = collective.Admin.Account.Id, Roles = { "member" } }))
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(accounts.DisableAccountAsync(new() { Id = collective.Admin.Account.Id })));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(accounts.UnlockAccountAsync(new() { Id = collective.Admin.Account.Id })));
    }

    [Fact]
    public async Task Caseworkers_find_each_other_and_nobody_else()
    {
        var collective = await identity.NewRealmAsync();
        var other = await identity.NewRealmAsync();
        await other.NewAccountAsync("caseworker");
        var one = await collective.NewAccountAsync("caseworker", "trainer");
        var two = await collective.NewAccountAsync("caseworker");
        var gone = await collective.NewAccountAsync("caseworker");
        await collective.NewAccountAsync("facilitator");
        await collective.Accounts.DisableAccountAsync(new() { Id = gone.Account.Id });
        var accounts = new V1.Accounts.AccountsClient(collective.As(one));

        var first = await accounts.ListColleaguesAsync(new() { PageSize = 1 });
        var second = await accounts.ListColleaguesAsync(new() { PageSize = 1, PageToken = first.NextPageToken });

        Assert.Equal(
            new[] { one, two }
                .Select(s => new Colleague { Id = s.Account.Id, UserName = s.Account.UserName })
                .OrderBy(c => c.UserName, StringComparer.Ordinal),
            first.Colleagues.Concat(second.Colleagues)
        );
        Assert.Equal("", second.NextPageToken);
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(collective.Accounts.ListColleaguesAsync(new())));
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(accounts.ListColleaguesAsync(new() { PageSize = 201 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(accounts.ListColleaguesAsync(new() { PageToken = "?" }))
        );
    }

    [Fact]
    public async Task What_admins_do_and_every_lockout_is_in_the_audit_log()
    {
        var collective = await identity.NewRealmAsync();
        var admin = collective.Admin.Account.Id;
        var member = (await collective.NewAccountAsync("member")).Account;
        var invitation = await collective.InviteAsync("member");
        await collective.Accounts.RevokeInvitationAsync(new() { Id = invitation.Id });
        for (var i = 0; i < 5; i++)
            await Refused.ByAsync(collective.SignIn(member.UserName, "wrong password"));
        await collective.Accounts.UnlockAccountAsync(new() { Id = member.Id });
        await collective.Accounts.SetRolesAsync(new() { Id = member.Id, Roles = { "treasurer" } });
        await collective.Accounts.DisableAccountAsync(new() { Id = member.Id });

        Assert.Equal(
            [
                ("service:operator", "invitations.create", null),
                ("", "invitations.accept", admin),
                (admin, "invitations.create", null),
                ("", "invitations.accept", member.Id),
                (admin, "invitations.create", invitation.Id),
                (admin, "invitations.revoke", invitation.Id),
                ("", "accounts.lock_out", member.Id),
                (admin, "accounts.unlock", member.Id),
                (admin, "accounts.set_roles", member.Id),
                (admin, "accounts.disable", member.Id),
            ],
            (await AuditAsync(collective)).Select((a, i) => (a.Actor, a.Action, i is 0 or 2 ? null : a.Subject))
        );
    }

    private async Task<List<(string Actor, string Action, string? Subject)>> AuditAsync(Realm realm)
    {
        await using var connection = await identity.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"select set_config('app.tenant_id', '{realm.Id}', false); select actor, action, subject::text from audit order by id";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var entries = new List<(string, string, string?)>();
        while (await reader.ReadAsync())
            entries.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return entries;
    }
}
