using Grpc.Core;
using Sangam.Identity.V1;
using Sangam.Security;

namespace Identity.Tests;

public sealed class NetworkTests(IdentityFixture identity)
{
    [Fact]
    public async Task An_account_of_the_network_has_no_tenant_and_nothing_that_reads_one()
    {
        var network = await identity.NetworkAsync();
        var analyst = await network.NewAccountAsync("network_analyst");

        Assert.Null(analyst.Tenant);
        Assert.Equal(["national.read", "tenants.read"], analyst.Permissions);
        Assert.Equal(
            ["accounts.invite", "accounts.manage", "accounts.read", "national.pull", "national.read", "tenants.read"],
            network.Admin.Permissions
        );
        var ofCollectives = Role.OfCollective.SelectMany(r => r.Permissions).ToHashSet();
        // Administering accounts is the one thing that both have, each for its own.
        Assert.All(
            network.Admin.Permissions.Where(ofCollectives.Contains),
            p => Assert.StartsWith("accounts.", p, StringComparison.Ordinal)
        );
        var claims = Token.Read(analyst.AccessToken);
        Assert.Equal(["aud", "exp", "iat", "iss", "nbf", "perm", "role", "sid", "sub"], claims.Keys.Order());
        await network.SessionsOf(analyst).CheckSessionAsync(new());
    }

    [Fact]
    public async Task The_network_and_a_collective_do_not_see_each_others_accounts()
    {
        var network = await identity.NetworkAsync();
        var collective = await identity.NewRealmAsync();

        Assert.DoesNotContain(
            (await network.Accounts.ListAccountsAsync(new() { PageSize = 200 })).Accounts,
            a => a.Id == collective.Admin.Account.Id
        );
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(network.Accounts.UnlockAccountAsync(new() { Id = collective.Admin.Account.Id }))
        );
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(collective.Accounts.UnlockAccountAsync(new() { Id = network.Admin.Account.Id }))
        );
        Assert.Equal(
            Refused.Invalid("roles", "unknown_role"),
            await Refused.ByAsync(network.Accounts.CreateInvitationAsync(new() { Roles = { "facilitator" } }))
        );
        Assert.Equal(
            Refused.Invalid("member_id", "no_members"),
            await Refused.ByAsync(
                network.Accounts.CreateInvitationAsync(new() { Roles = { "network_analyst" }, MemberId = $"{Guid.NewGuid()}" })
            )
        );
    }

    [Fact]
    public async Task The_network_invites_revokes_and_disables_its_own()
    {
        var network = await identity.NetworkAsync();
        var analyst = await network.NewAccountAsync("network_analyst");

        Assert.True((await network.Accounts.DisableAccountAsync(new() { Id = analyst.Account.Id })).Disabled);
        Assert.Equal(
            new Refused(StatusCode.Unauthenticated, "session_ended", null),
            await Refused.ByAsync(network.SessionsOf(analyst).CheckSessionAsync(new()))
        );
        Assert.Equal(
            Refused.NotNow("yourself"),
            await Refused.ByAsync(network.Accounts.DisableAccountAsync(new() { Id = network.Admin.Account.Id }))
        );
    }

    [Fact]
    public async Task A_program_is_nobody_of_the_network()
    {
        var token = await identity.TokenAsync("operator", IdentityFixture.OperatorSecret);
        var sessions = new V1.Sessions.SessionsClient(identity.Calling(token));
        var accounts = new V1.Accounts.AccountsClient(identity.Calling(token));
        var peopleOnly = new Refused(StatusCode.PermissionDenied, "people_only", null);

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(accounts.ListAccountsAsync(new())));
        Assert.Equal(peopleOnly, await Refused.ByAsync(sessions.CheckSessionAsync(new())));
        Assert.Equal(peopleOnly, await Refused.ByAsync(sessions.ListSessionsAsync(new())));
        Assert.Equal(peopleOnly, await Refused.ByAsync(sessions.RevokeSessionAsync(new() { Id = $"{Guid.NewGuid()}" })));
    }

    [Fact]
    public async Task The_same_request_for_a_network_admin_answers_with_the_same_code()
    {
        var request = new InviteNetworkAdminRequest { RequestId = $"{Guid.NewGuid()}" };

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => identity.Operator.InviteNetworkAdminAsync(request).ResponseAsync)
        );

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.NotEqual(answers[0].Code, (await identity.Operator.InviteNetworkAdminAsync(new())).Code);
        Assert.Equal(
            Refused.Invalid("request_id", "bad_id"),
            await Refused.ByAsync(identity.Operator.InviteNetworkAdminAsync(new() { RequestId = "1" }))
        );
        var network = await identity.NetworkAsync();
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Tenants.TenantsClient(network.As(network.Admin)).InviteNetworkAdminAsync(request))
        );
    }
}
