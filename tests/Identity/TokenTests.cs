using System.Net;
using System.Text.Json;
using Grpc.Core;

namespace Identity.Tests;

public sealed class TokenTests(IdentityFixture identity)
{
    [Fact]
    public async Task A_token_says_who_calls_and_anybody_can_check_it_by_the_published_keys()
    {
        var collective = await identity.NewRealmAsync();
        var member = $"{Guid.NewGuid()}";
        var invitation = await collective.Accounts.CreateInvitationAsync(new() { Roles = { "member" }, MemberId = member });
        var session = await collective.JoinAsync(invitation.Code, "asha");

        var discovery = await identity.GetAsync("/.well-known/openid-configuration");
        var jwks = await identity.GetAsync(new Uri(discovery.GetProperty("jwks_uri").GetString()!).PathAndQuery);
        Assert.True(Token.IsSignedBy(session.AccessToken, jwks));
        Assert.DoesNotContain("\"d\"", jwks.GetRawText(), StringComparison.Ordinal);

        var token = Token.Read(session.AccessToken);
        Assert.Equal(300, token["exp"].GetInt64() - token["iat"].GetInt64());
        Assert.Equal(token["exp"].GetInt64(), session.AccessTokenExpiresAt.Seconds);
        Assert.Equal(discovery.GetProperty("issuer").GetString(), identity.Process.Http.ToString().TrimEnd('/'));
        var expected = JsonSerializer.SerializeToElement(
            new SortedDictionary<string, object>(StringComparer.Ordinal)
            {
                ["aud"] = "sangam",
                ["collective"] = collective.Code,
                ["iss"] = discovery.GetProperty("issuer").GetString()!,
                ["member"] = member,
                ["perm"] = new[]
                {
                    "ballots.cast",
                    "calendar.read",
                    "decisions.propose",
                    "decisions.read",
                    "decisions.vote",
                    "elections.read",
                    "elections.stand",
                    "entitlements.read",
                    "figures.read",
                    "funds.read",
                    "offices.read",
                    "record.own",
                },
                ["role"] = new[] { "member" },
                ["sid"] = session.Id,
                ["state"] = "IN-AP",
                ["sub"] = session.Account.Id,
                ["tenant"] = collective.Id,
            }
        );
        foreach (var time in (string[])["exp", "iat", "nbf"])
            token.Remove(time);
        Assert.Equal(
            expected.GetRawText(),
            JsonSerializer.Serialize(new SortedDictionary<string, JsonElement>(token, StringComparer.Ordinal))
        );
    }

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        var collective = await identity.NewRealmAsync();
        var parts = collective.Admin.AccessToken.Split('.');
        var payload = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        var forged = System.Buffers.Text.Base64Url.EncodeToString(
            System.Text.Encoding.UTF8.GetBytes(payload.Replace(collective.Id, $"{Guid.NewGuid()}", StringComparison.Ordinal))
        );
        var none = System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","typ":"at+jwt"}"""u8);

        foreach (
            var token in (string[])
                [
                    $"{parts[0]}.{forged}.{parts[2]}",
                    $"{none}.{parts[1]}.",
                    identity.Issuer.Token(collective.Admin.Account.Id, Guid.Parse(collective.Id), ["accounts.read"]),
                ]
        )
            Assert.Equal(
                new Refused(StatusCode.Unauthenticated, "token_refused", null),
                await Refused.ByAsync(new V1.Accounts.AccountsClient(identity.Calling(token)).ListAccountsAsync(new()))
            );
    }

    [Fact]
    public async Task A_program_signs_in_with_its_secret_and_with_nothing_else()
    {
        var token = Token.Read(await identity.TokenAsync("puller", IdentityFixture.PullerSecret));
        Assert.Equal(("service:puller", "[\"releases.pull\",\"tenants.read\"]"), (token["sub"].GetString(), token["perm"].GetRawText()));
        Assert.DoesNotContain("tenant", token.Keys);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, "invalid_client"),
            await By("client_credentials", "puller", IdentityFixture.OperatorSecret)
        );
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), await By("client_credentials", "puller", ""));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "invalid_client"),
            await By("client_credentials", "nobody", IdentityFixture.OperatorSecret)
        );
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), await By("client_credentials", "", ""));
        Assert.Equal((HttpStatusCode.BadRequest, "unsupported_grant_type"), await By("password", "puller", IdentityFixture.PullerSecret));

        async Task<(HttpStatusCode, string?)> By(string grant, string client, string secret)
        {
            using var answer = await identity.PostAsync(("grant_type", grant), ("client_id", client), ("client_secret", secret));
            return (
                answer.StatusCode,
                JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString()
            );
        }
    }

    [Fact]
    public async Task A_client_nobody_knows_or_a_secret_too_short_stops_the_start_with_a_sentence()
    {
        foreach (
            var (setting, value, sentence) in (IEnumerable<(string, string, string)>)
                [
                    ("Clients__stranger__Secret", "a secret that is long enough", "Known are: operator, puller"),
                    ("Clients__operator__Secret", "short", "Set Clients__operator__Secret"),
                ]
        )
        {
            var settings = new Dictionary<string, string>(identity.Settings) { [setting] = value };
            var e = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                ServiceProcess.StartAsync(Repository.Built("Identity", "services/Identity"), settings)
            );
            Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact(DisableParallelization = true)] // the service is killed, which any other test would feel
    public async Task The_next_key_is_published_before_it_signs_and_replicas_make_one_set()
    {
        var session = (await identity.NewRealmAsync()).Admin;
        var before = await KeysAsync(identity.Process.Http);
        Assert.Equal((2, Token.KeyOf(session.AccessToken)), (before.Length, before[0]));

        // Ninety days later: the next key signs, and another one waits. An old token is still good.
        await SqlAsync("update signing_key set signs_from = signs_from - interval '90 days'");
        await RestartAsync();
        await using (var one = await StartReplicaAsync())
        {
            Assert.Equal(before, (await KeysAsync(one.Http))[..2]);
            Assert.Equal(before[1], Token.KeyOf(await identity.TokenAsync("operator", IdentityFixture.OperatorSecret)));
            Assert.Equal(3, (await KeysAsync(identity.Process.Http)).Length);
            await new V1.Sessions.SessionsClient(identity.Calling(session.AccessToken)).CheckSessionAsync(new());
        }

        // Another ninety days on, the first is no longer published; the next rotation deletes it.
        await SqlAsync("update signing_key set signs_from = signs_from - interval '90 days'");
        await RestartAsync();
        var later = await KeysAsync(identity.Process.Http);
        Assert.DoesNotContain(before[0], later);
        Assert.Equal(3, later.Length);

        // A new installation with several replicas.
        await SqlAsync("delete from signing_key");
        var replicas = await Task.WhenAll(StartReplicaAsync(), StartReplicaAsync());
        try
        {
            var published = await Task.WhenAll(replicas.Select(r => KeysAsync(r.Http)));
            Assert.Equal(published[0], published[1]);
            Assert.Equal(2, published[0].Length);
        }
        finally
        {
            foreach (var replica in replicas)
                await replica.DisposeAsync();
        }
        await RestartAsync();
        await identity.RenewOperatorAsync();

        async Task<string[]> KeysAsync(Uri replica) =>
            [
                .. (await identity.GetAsync("/jwks", replica))
                    .GetProperty("keys")
                    .EnumerateArray()
                    .Select(k => k.GetProperty("kid").GetString()!),
            ];

        Task<ServiceProcess> StartReplicaAsync() =>
            ServiceProcess.StartAsync(Repository.Built("Identity", "services/Identity"), identity.Settings);

        async Task RestartAsync()
        {
            await identity.Process.KillAsync();
            await identity.Process.StartAgainAsync();
        }
    }

    private async Task SqlAsync(string sql)
    {
        await using var connection = await identity.ConnectAsync("owner");
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
