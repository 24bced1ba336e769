using Sangam.Identity.V1;

namespace Identity.Tests;

public sealed class TenantTests(IdentityFixture identity)
{
    [Fact]
    public async Task The_same_request_twice_onboards_once_with_the_same_code()
    {
        var request = new CreateTenantRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            Tenant = IdentityFixture.Collective(IdentityFixture.NewCode()),
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => identity.Operator.CreateTenantAsync(request).ResponseAsync));

        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Equal(new Tenant(request.Tenant) { Id = answers[0].Tenant.Id }, answers[0].Tenant);
        Assert.Equal(
            Refused.Invalid("request_id", "request_id_reused"),
            await Refused.ByAsync(
                identity.Operator.CreateTenantAsync(
                    new()
                    {
                        RequestId = request.RequestId,
                        Tenant = new(request.Tenant) { Name = "Another" },
                    }
                )
            )
        );
        Assert.Equal(
            Refused.NotNow("tenant_exists"),
            await Refused.ByAsync(identity.Operator.CreateTenantAsync(new() { RequestId = $"{Guid.NewGuid()}", Tenant = request.Tenant }))
        );

        var realm = await Realm.WithAdminAsync(identity, request.Tenant.Code, answers[0].Tenant.Id, answers[0].AdminInvitation.Code);
        Assert.Equal(["accounts.invite", "accounts.manage", "accounts.read"], realm.Admin.Permissions);
        Assert.True((await identity.Operator.CreateTenantAsync(request)).AdminInvitation.Accepted);
    }

    [Fact]
    public async Task Anybody_can_ask_for_a_collective_by_its_code_and_the_network_lists_them()
    {
        var one = await identity.NewRealmAsync();
        var other = await identity.NewRealmAsync();
        var open = new V1.Tenants.TenantsClient(identity.Calling(null));
        Assert.Equal(one.Admin.Tenant, await open.GetTenantAsync(new() { Code = one.Code }));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(open.GetTenantAsync(new() { Code = "no-such-collective" })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(open.GetTenantAsync(new() { Code = "Not a code!" })));

        var network = await identity.NetworkAsync();
        var directory = new V1.Tenants.TenantsClient(network.As(network.Admin));
        var all = new List<Tenant>();
        for (
            var page = await directory.ListTenantsAsync(new() { PageSize = 2 });
            ;
            page = await directory.ListTenantsAsync(new() { PageSize = 2, PageToken = page.NextPageToken })
        )
        {
            all.AddRange(page.Tenants);
            if (page.NextPageToken == "")
                break;
        }
        Assert.Equal(all.Select(t => t.Code).Order(StringComparer.Ordinal), all.Select(t => t.Code));
        Assert.Contains(one.Admin.Tenant, all);
        Assert.Contains(other.Admin.Tenant, all);

        var collectives = new V1.Tenants.TenantsClient(one.As(one.Admin));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(collectives.ListTenantsAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(collectives.CreateTenantAsync(new())));
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(directory.ListTenantsAsync(new() { PageSize = 1000 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(directory.ListTenantsAsync(new() { PageToken = "?" }))
        );
    }

    [Fact]
    public async Task Bad_input_names_its_field()
    {
        var good = IdentityFixture.Collective(IdentityFixture.NewCode());

        Assert.Equal(Refused.Invalid("tenant", "required"), await Refused.ByAsync(identity.Operator.CreateTenantAsync(new())));
        Assert.Equal(
            Refused.Invalid("request_id", "bad_id"),
            await Refused.ByAsync(identity.Operator.CreateTenantAsync(new() { RequestId = "1", Tenant = good }))
        );
        foreach (var code in (string[])["", "a", "Capital", "-dash", "dash-", "1digit", "dot.dot", new string('a', 41)])
            Assert.Equal(Refused.Invalid("code", "bad_code"), await By(new(good) { Code = code }));
        Assert.Equal(Refused.Invalid("code", "reserved_code"), await By(new(good) { Code = "network" }));
        Assert.Equal(Refused.Invalid("name", "required"), await By(new(good) { Name = " " }));
        Assert.Equal(Refused.Invalid("state_code", "bad_state"), await By(new(good) { StateCode = "AP" }));
        Assert.Equal(Refused.Invalid("district", "too_long"), await By(new(good) { District = new string('d', 101) }));
        Assert.Equal(Refused.Invalid("type", "required"), await By(new(good) { Type = CollectiveType.Unspecified }));
        Assert.Equal(Refused.Invalid("type", "unknown_choice"), await By(new(good) { Type = (CollectiveType)9 }));
        Assert.Equal(Refused.Invalid("languages", "required"), await By(Speaking()));
        Assert.Equal(Refused.Invalid("languages", "bad_language"), await By(Speaking("te", "Telugu!")));

        Tenant Speaking(params string[] languages)
        {
            var tenant = new Tenant(good);
            tenant.Languages.Clear();
            tenant.Languages.Add(languages);
            return tenant;
        }

        Task<Refused> By(Tenant tenant) =>
            Refused.ByAsync(identity.Operator.CreateTenantAsync(new() { RequestId = $"{Guid.NewGuid()}", Tenant = tenant }));
    }
}
