using Grpc.Core;
using Sangam.Identity.V1;

namespace Identity.Tests;

public sealed class InvitationTests(IdentityFixture identity)
{
    [Fact]
    public async Task An_invitation_is_for_one_account_with_the_promised_roles()
    {
        var collective = await identity.NewRealmAsync();
        var member = $"{Guid.NewGuid()}";
        var invitation = await collective.Accounts.CreateInvitationAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Roles = { "peer_leader", "member" },
                MemberId = member,
            }
        );
        Assert.Matches("^[ACDEFGHJKMNPRTVWXY34679]{4}(-[ACDEFGHJKMNPRTVWXY34679]{4}){3}$", invitation.Code);
        Assert.InRange(invitation.ExpiresAt.ToDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromDays(13.9), TimeSpan.FromDays(14));

        var account = await identity.Accounts.AcceptInvitationAsync(
            collective.Acceptance($" {invitation.Code.ToLowerInvariant().Replace('-', ' ')}", "Asha")
        );

        Assert.Equal(
            new Account
            {
                Id = account.Id,
                UserName = "Asha",
                Roles = { "member", "peer_leader" },
                MemberId = member,
            },
            account
        );
        Assert.Equal(
            Refused.NotNow("invitation_used"),
            await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(collective.Acceptance(invitation.Code, "Usha")))
        );
        var listed = (await collective.Accounts.ListInvitationsAsync(new())).Invitations;
        Assert.Equal(new Invitation(invitation) { Code = "", Accepted = true }, listed[0]);
        Assert.Equal(["admin"], listed[1].Roles);
    }

    [Fact]
    public async Task A_facilitator_invites_a_member_to_her_own_account_and_to_nothing_else()
    {
        var collective = await identity.NewRealmAsync();
        var facilitator = await ColleagueAsync(collective, "facilitator");
        var member = $"{Guid.NewGuid()}";
        var request = new InviteMemberRequest { RequestId = $"{Guid.NewGuid()}", MemberId = member };

        var invitation = await facilitator.InviteMemberAsync(request);
        Assert.Equal(invitation, await facilitator.InviteMemberAsync(request));
        var account = await identity.Accounts.AcceptInvitationAsync(collective.Acceptance(invitation.Code, "asha"));

        Assert.Equal(["member"], invitation.Roles);
        Assert.Equal(
            new Account
            {
                Id = account.Id,
                UserName = "asha",
                Roles = { "member" },
                MemberId = member,
            },
            account
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(facilitator.CreateInvitationAsync(new() { Roles = { "member" }, MemberId = member }))
        );
        Assert.Equal(
            Refused.Invalid("member_id", "bad_id"),
            await Refused.ByAsync(facilitator.InviteMemberAsync(new() { MemberId = "Asha" }))
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(
                (await ColleagueAsync(collective, "peer_leader")).InviteMemberAsync(new() { MemberId = $"{Guid.NewGuid()}" })
            )
        );
    }

    [Fact]
    public async Task A_member_has_one_account_and_one_code_at_a_time()
    {
        var collective = await identity.NewRealmAsync();
        var facilitator = await ColleagueAsync(collective, "facilitator");
        var member = $"{Guid.NewGuid()}";
        var ofAdmin = await collective.Accounts.CreateInvitationAsync(new() { Roles = { "member", "executive" }, MemberId = member });
        var first = await facilitator.InviteMemberAsync(new() { MemberId = member });
        var second = await facilitator.InviteMemberAsync(new() { MemberId = member });

        foreach (var earlier in new[] { ofAdmin, first })
            Assert.Equal(
                Refused.NotNow("invitation_revoked"),
                await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(collective.Acceptance(earlier.Code, "asha")))
            );
        var later = await collective.Accounts.CreateInvitationAsync(new() { Roles = { "member" }, MemberId = member });
        var account = await identity.Accounts.AcceptInvitationAsync(collective.Acceptance(second.Code, "asha"));

        Assert.Equal(
            Refused.NotNow("has_account"),
            await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(collective.Acceptance(later.Code, "asha-2")))
        );
        Assert.Equal(Refused.NotNow("has_account"), await Refused.ByAsync(facilitator.InviteMemberAsync(new() { MemberId = member })));
        await collective.Accounts.DisableAccountAsync(new() { Id = account.Id });
        var anew = await facilitator.InviteMemberAsync(new() { MemberId = member });
        Assert.Equal(member, (await identity.Accounts.AcceptInvitationAsync(collective.Acceptance(anew.Code, "asha-2"))).MemberId);
    }

    private static async Task<V1.Accounts.AccountsClient> ColleagueAsync(Realm realm, string role) =>
        new(realm.As(await realm.NewAccountAsync(role)));

    [Fact]
    public async Task Accepting_twice_answers_with_the_same_account_and_only_to_who_knows_the_password()
    {
        var collective = await identity.NewRealmAsync();
        var accept = collective.Acceptance((await collective.InviteAsync("member")).Code, "asha");
        var account = await identity.Accounts.AcceptInvitationAsync(accept);

        Assert.Equal(account, await identity.Accounts.AcceptInvitationAsync(accept));
        Assert.Equal(account, await identity.Accounts.AcceptInvitationAsync(new(accept) { RequestId = "" }));
        for (var i = 0; i < 4; i++)
            Assert.Equal(
                Refused.NotNow("invitation_used"),
                await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(new(accept) { Password = "some other password" }))
            );
        Assert.Equal(
            Refused.NotNow("locked_out"),
            await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(new(accept) { Password = "some other password" }))
        );
    }

    [Fact]
    public async Task Of_two_who_accept_at_once_one_gets_the_account()
    {
        var collective = await identity.NewRealmAsync();
        var code = (await collective.InviteAsync("member")).Code;

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async i =>
                {
                    try
                    {
                        return (await identity.Accounts.AcceptInvitationAsync(collective.Acceptance(code, $"asha-{i}"))).UserName;
                    }
                    catch (RpcException e)
                    {
                        return e.Code;
                    }
                })
        );

        Assert.Single(answers, a => a!.StartsWith("asha-", StringComparison.Ordinal));
        Assert.All(answers, a => Assert.Matches("^(asha-.|invitation_used|changed_meanwhile)$", a));
        Assert.Equal(2, (await collective.Accounts.ListAccountsAsync(new())).Accounts.Count);
    }

    [Fact]
    public async Task Expired_revoked_and_foreign_codes_make_no_account()
    {
        var collective = await identity.NewRealmAsync();
        var other = await identity.NewRealmAsync();
        var expired = await collective.InviteAsync("member");
        var revoked = await collective.InviteAsync("member");
        var foreign = await collective.InviteAsync("member");
        await collective.SqlAsync($"update invitation set expires_at = now() where id = '{expired.Id}'");
        Assert.True((await collective.Accounts.RevokeInvitationAsync(new() { Id = revoked.Id })).Revoked);
        Assert.True((await collective.Accounts.RevokeInvitationAsync(new() { Id = revoked.Id })).Revoked);

        Assert.Equal(Refused.NotNow("invitation_expired"), await Accept(collective, expired.Code));
        Assert.Equal(Refused.NotNow("invitation_revoked"), await Accept(collective, revoked.Code));
        Assert.Equal(Refused.Invalid("code", "unknown_code"), await Accept(other, foreign.Code));
        Assert.Equal(Refused.Invalid("code", "unknown_code"), await Accept(collective, "AAAA-AAAA-AAAA-AAAA"));
        Assert.Equal(Refused.Invalid("code", "unknown_code"), await Accept(new Realm(identity, "no-such-collective", ""), foreign.Code));
        Assert.Equal(Refused.Invalid("code", "unknown_code"), await Accept(new Realm(identity, "", ""), foreign.Code));

        Task<Refused> Accept(Realm realm, string code) =>
            Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(realm.Acceptance(code, "asha")));
    }

    [Fact]
    public async Task Passwords_are_long_and_otherwise_as_one_likes()
    {
        var collective = await identity.NewRealmAsync();
        var accept = collective.Acceptance((await collective.InviteAsync("member")).Code, "asha");

        Assert.Equal(Refused.Invalid("password", "required"), await By(""));
        Assert.Equal(Refused.Invalid("password", "password_too_short"), await By("Ab3$Ab3$x"));
        Assert.Equal(Refused.Invalid("password", "password_too_simple"), await By("aaaaaaaaaaaaaa"));
        Assert.Equal(Refused.Invalid("password", "too_long"), await By(new string('a', 201)));
        Assert.Equal("asha", (await identity.Accounts.AcceptInvitationAsync(new(accept) { Password = "నది మీద వాన" })).UserName);
        await collective.SignIn("asha", "నది మీద వాన");

        Task<Refused> By(string password) => Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(new(accept) { Password = password }));
    }

    [Fact]
    public async Task Bad_input_names_its_field()
    {
        var collective = await identity.NewRealmAsync();
        var accept = collective.Acceptance("code", "asha");

        Assert.Equal(
            Refused.Invalid("code", "required"),
            await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(new(accept) { Code = "" }))
        );
        Assert.Equal(
            Refused.Invalid("user_name", "required"),
            await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(new(accept) { UserName = "" }))
        );
        Assert.Equal(
            Refused.Invalid("user_name", "bad_user_name"),
            await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(new(accept) { UserName = "asha devi" }))
        );
        Assert.Equal(
            Refused.Invalid("request_id", "bad_id"),
            await Refused.ByAsync(identity.Accounts.AcceptInvitationAsync(new(accept) { RequestId = "1" }))
        );
        Assert.Equal(Refused.Invalid("roles", "required"), await Refused.ByAsync(collective.Accounts.CreateInvitationAsync(new())));
        Assert.Equal(
            Refused.Invalid("roles", "unknown_role"),
            await Refused.ByAsync(collective.Accounts.CreateInvitationAsync(new() { Roles = { "member", "network_admin" } }))
        );
        Assert.Equal(
            Refused.Invalid("roles", "unknown_role"),
            await Refused.ByAsync(collective.Accounts.CreateInvitationAsync(new() { Roles = { "operator" } }))
        );
        Assert.Equal(
            Refused.Invalid("member_id", "bad_id"),
            await Refused.ByAsync(collective.Accounts.CreateInvitationAsync(new() { Roles = { "member" }, MemberId = "1" }))
        );
        Assert.Equal(
            Refused.Invalid("request_id", "bad_id"),
            await Refused.ByAsync(collective.Accounts.CreateInvitationAsync(new() { RequestId = "1", Roles = { "member" } }))
        );
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(collective.Accounts.ListInvitationsAsync(new() { PageSize = 201 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(collective.Accounts.ListInvitationsAsync(new() { PageToken = "?" }))
        );
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Accounts.RevokeInvitationAsync(new() { Id = "1" })));
        var used = (await collective.Accounts.ListInvitationsAsync(new())).Invitations.Single();
        Assert.Equal(
            Refused.NotNow("invitation_used"),
            await Refused.ByAsync(collective.Accounts.RevokeInvitationAsync(new() { Id = used.Id }))
        );
    }

    [Fact]
    public async Task The_same_request_twice_invites_once_and_lists_come_in_pages()
    {
        foreach (var realm in (Realm[])[await identity.NewRealmAsync(), await identity.NetworkAsync()])
        {
            var before = await AllAsync(realm);
            var request = new CreateInvitationRequest
            {
                RequestId = $"{Guid.NewGuid()}",
                Roles = { realm.Code == "" ? "network_analyst" : "member" },
            };
            var invitation = await realm.Accounts.CreateInvitationAsync(request);

            Assert.Equal(invitation, await realm.Accounts.CreateInvitationAsync(request));
            Assert.Equal([invitation.Id, .. before], await AllAsync(realm));
        }

        static async Task<List<string>> AllAsync(Realm realm)
        {
            var ids = new List<string>();
            var token = "";
            do
            {
                var page = await realm.Accounts.ListInvitationsAsync(new() { PageSize = 1, PageToken = token });
                ids.Add(Assert.Single(page.Invitations).Id);
                token = page.NextPageToken;
            } while (token != "");
            return ids;
        }
    }
}
