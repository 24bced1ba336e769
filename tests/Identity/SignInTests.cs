using Grpc.Core;

namespace Identity.Tests;

public sealed class SignInTests(IdentityFixture identity)
{
    private static readonly Refused Failed = new(StatusCode.Unauthenticated, "sign_in_failed", null);
    private static readonly Refused Ended = new(StatusCode.Unauthenticated, "session_ended", null);

    [Fact]
    public async Task The_right_password_opens_a_session_with_the_permissions_of_all_her_roles()
    {
        var collective = await identity.NewRealmAsync();
        var session = await collective.NewAccountAsync("trainer", "treasurer");

        Assert.Equal(
            [
                "calendar.read",
                "decisions.read",
                "figures.read",
                "funds.read",
                "funds.record",
                "groups.read",
                "members.read",
                "orientations.read",
                "orientations.record",
                "surveys.record",
                "training.read",
                "training.record",
            ],
            session.Permissions
        );
        var expected = IdentityFixture.Collective(collective.Code);
        expected.Id = collective.Id;
        Assert.Equal(expected, session.Tenant);
        Assert.Equal(["trainer", "treasurer"], session.Account.Roles);
        Assert.Equal(
            TimeSpan.FromHours(12),
            session.ExpiresAt.ToDateTime()
                - (await collective.SessionsOf(session).ListSessionsAsync(new())).Sessions.Single().CreatedAt.ToDateTime()
        );
        await collective.SessionsOf(session).CheckSessionAsync(new());
    }

    [Fact]
    public async Task User_names_are_the_same_in_capitals_and_unique_in_one_collective_only()
    {
        var one = await identity.NewRealmAsync();
        var other = await identity.NewRealmAsync();
        var asha = await one.JoinAsync((await one.InviteAsync("member")).Code, "Asha.ఆశ");

        Assert.Equal(asha.Account, (await one.SignIn("ASHA.ఆశ")).Account);
        Assert.Equal(
            Refused.Invalid("user_name", "user_name_taken"),
            await Refused.ByAsync(
                identity.Accounts.AcceptInvitationAsync(one.Acceptance((await one.InviteAsync("member")).Code, "aSHA.ఆశ"))
            )
        );
        Assert.NotEqual(asha.Account.Id, (await other.JoinAsync((await other.InviteAsync("member")).Code, "Asha.ఆశ")).Account.Id);
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        var collective = await identity.NewRealmAsync();
        var other = await identity.NewRealmAsync();
        var name = collective.Admin.Account.UserName;

        Assert.Equal(Failed, await Refused.ByAsync(collective.SignIn(name, "not her password")));
        Assert.Equal(Failed, await Refused.ByAsync(collective.SignIn("nobody", IdentityFixture.Password)));
        Assert.Equal(Failed, await Refused.ByAsync(other.SignIn(name)));
        foreach (var code in (string[])["", "no-such-collective", "Not even a code!"])
            Assert.Equal(
                Failed,
                await Refused.ByAsync(
                    identity.Sessions.SignInAsync(
                        new()
                        {
                            Collective = code,
                            UserName = name,
                            Password = IdentityFixture.Password,
                        }
                    )
                )
            );
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_until_the_admin_or_time_opens_it()
    {
        var collective = await identity.NewRealmAsync();
        var account = (await collective.NewAccountAsync("member")).Account;
        var locked = Refused.NotNow("locked_out");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => Refused.ByAsync(collective.SignIn(account.UserName, $"wrong password {i}")))
        );
        Assert.Equal((4, 8), (answers.Count(a => a == Failed), answers.Count(a => a == locked)));
        Assert.Equal(locked, await Refused.ByAsync(collective.SignIn(account.UserName)));
        Assert.True((await collective.Accounts.ListAccountsAsync(new())).Accounts.Single(a => a.Id == account.Id).LockedOut);

        Assert.Equal(account, await collective.Accounts.UnlockAccountAsync(new() { Id = account.Id }));
        await collective.SignIn(account.UserName);

        for (var i = 0; i < 5; i++)
            await Refused.ByAsync(collective.SignIn(account.UserName, "wrong password"));
        Assert.Equal(locked, await Refused.ByAsync(collective.SignIn(account.UserName)));
        await collective.SqlAsync("update account set locked_until = now()");
        await collective.SignIn(account.UserName);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        var collective = await identity.NewRealmAsync();
        var name = (await collective.NewAccountAsync("member")).Account.UserName;
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                Assert.Equal(Failed, await Refused.ByAsync(collective.SignIn(name, "wrong password")));
            await collective.SignIn(name);
        }
    }

    [Fact]
    public async Task A_session_is_refreshed_with_the_roles_of_now_until_she_signs_out()
    {
        var collective = await identity.NewRealmAsync();
        var opened = await collective.NewAccountAsync("trainer");
        await collective.Accounts.SetRolesAsync(new() { Id = opened.Account.Id, Roles = { "treasurer" } });

        var refreshed = await identity.Sessions.RefreshSessionAsync(new() { RefreshToken = opened.RefreshToken });

        Assert.Equal((opened.Id, "", opened.ExpiresAt), (refreshed.Id, refreshed.RefreshToken, refreshed.ExpiresAt));
        Assert.Equal(["decisions.read", "figures.read", "funds.read", "funds.record", "groups.read"], refreshed.Permissions);
        await collective.SessionsOf(refreshed).CheckSessionAsync(new());

        await identity.Sessions.SignOutAsync(new() { RefreshToken = opened.RefreshToken });
        await identity.Sessions.SignOutAsync(new() { RefreshToken = opened.RefreshToken });
        Assert.Equal(Ended, await Refused.ByAsync(identity.Sessions.RefreshSessionAsync(new() { RefreshToken = opened.RefreshToken })));
        Assert.Equal(Ended, await Refused.ByAsync(collective.SessionsOf(refreshed).CheckSessionAsync(new())));
    }

    [Theory]
    [InlineData("update session set last_used_at = now() - interval '61 minutes'")]
    [InlineData("update session set expires_at = now()")]
    public async Task A_session_ends_by_itself_when_it_is_idle_or_old(string time)
    {
        var collective = await identity.NewRealmAsync();
        await collective.SqlAsync(time);

        Assert.Equal(
            Ended,
            await Refused.ByAsync(identity.Sessions.RefreshSessionAsync(new() { RefreshToken = collective.Admin.RefreshToken }))
        );
        Assert.Equal(Ended, await Refused.ByAsync(collective.SessionsOf(collective.Admin).CheckSessionAsync(new())));
        Assert.Empty((await collective.SessionsOf(collective.Admin).ListSessionsAsync(new())).Sessions);
    }

    [Fact]
    public async Task A_session_on_a_lost_phone_is_ended_from_another_one()
    {
        var collective = await identity.NewRealmAsync();
        var lost = await collective.NewAccountAsync("member");
        var here = await collective.SignIn(lost.Account.UserName);
        var sessions = collective.SessionsOf(here);
        Assert.Equal(
            [(here.Id, true), (lost.Id, false)],
            (await sessions.ListSessionsAsync(new())).Sessions.Select(s => (s.Id, s.Current))
        );

        await sessions.RevokeSessionAsync(new() { Id = lost.Id });

        Assert.Equal(Ended, await Refused.ByAsync(collective.SessionsOf(lost).CheckSessionAsync(new())));
        Assert.Equal(Ended, await Refused.ByAsync(identity.Sessions.RefreshSessionAsync(new() { RefreshToken = lost.RefreshToken })));
        Assert.Equal([here.Id], (await sessions.ListSessionsAsync(new())).Sessions.Select(s => s.Id));
    }

    [Fact]
    public async Task Nobody_ends_or_sees_the_session_of_somebody_else()
    {
        var collective = await identity.NewRealmAsync();
        var other = await identity.NewRealmAsync();
        var member = await collective.NewAccountAsync("member");

        foreach (var session in (string[])[collective.Admin.Id, other.Admin.Id, $"{Guid.NewGuid()}", "no id"])
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.SessionsOf(member).RevokeSessionAsync(new() { Id = session })));
        await collective.SessionsOf(collective.Admin).CheckSessionAsync(new());
    }

    [Fact]
    public async Task A_refresh_token_that_was_tampered_with_opens_nothing()
    {
        var collective = await identity.NewRealmAsync();
        var token = collective.Admin.RefreshToken;
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token);
        foreach (var at in (int[])[0, 20, 63])
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            Assert.Equal(
                Ended,
                await Refused.ByAsync(
                    identity.Sessions.RefreshSessionAsync(new() { RefreshToken = System.Buffers.Text.Base64Url.EncodeToString(changed) })
                )
            );
        }
        Assert.Equal(Ended, await Refused.ByAsync(identity.Sessions.RefreshSessionAsync(new() { RefreshToken = "no token" })));
        Assert.Equal(Ended, await Refused.ByAsync(identity.Sessions.RefreshSessionAsync(new() { RefreshToken = token[..^2] })));
    }

    [Fact]
    public async Task Bad_input_names_its_field()
    {
        var collective = await identity.NewRealmAsync();

        Assert.Equal(Refused.Invalid("user_name", "required"), await Refused.ByAsync(collective.SignIn(" ")));
        Assert.Equal(Refused.Invalid("user_name", "too_long"), await Refused.ByAsync(collective.SignIn(new string('a', 61))));
        Assert.Equal(Refused.Invalid("password", "required"), await Refused.ByAsync(collective.SignIn("asha", "")));
        Assert.Equal(Refused.Invalid("password", "too_long"), await Refused.ByAsync(collective.SignIn("asha", new string('a', 201))));
        Assert.Equal(Refused.Invalid("refresh_token", "required"), await Refused.ByAsync(identity.Sessions.RefreshSessionAsync(new())));
        Assert.Equal(Refused.Invalid("refresh_token", "required"), await Refused.ByAsync(identity.Sessions.SignOutAsync(new())));
        Assert.Equal(
            Refused.NotNow("signed_in"),
            await Refused.ByAsync(
                collective
                    .SessionsOf(collective.Admin)
                    .SignInAsync(
                        new()
                        {
                            Collective = collective.Code,
                            UserName = "asha",
                            Password = "whatever it is",
                        }
                    )
            )
        );
        foreach (
            var call in (Func<Task<Refused>>[])
                [
                    () => Refused.ByAsync(identity.Sessions.CheckSessionAsync(new())),
                    () => Refused.ByAsync(identity.Sessions.ListSessionsAsync(new())),
                    () => Refused.ByAsync(identity.Sessions.RevokeSessionAsync(new() { Id = collective.Admin.Id })),
                ]
        )
            Assert.Equal(new Refused(StatusCode.Unauthenticated, "sign_in_first", null), await call());
    }
}
