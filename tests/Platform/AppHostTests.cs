using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Tests;

public sealed class AppHostTests
{
    private static readonly string[] Services = ["identity", "membership", "training", "livelihood", "protection", "indicators"];

    [Fact]
    public async Task The_stack_is_six_services_with_their_migrations_a_portal_a_gateway_and_the_demo()
    {
        await using var stack = await Stack.DescribeAsync();
        Assert.Equal([.. Services.SelectMany(s => new[] { $"{s}-migration", s }), "portal", "gateway", "demo"], stack.Processes);
    }

    [Fact]
    public async Task The_demo_can_be_left_out()
    {
        await using var stack = await Stack.DescribeAsync("--Demo:Enabled=false");
        Assert.DoesNotContain("demo", stack.Processes);
    }

    [Fact]
    public async Task Nothing_starts_before_what_it_needs()
    {
        await using var stack = await Stack.DescribeAsync();
        Assert.Equal(["keys-database", "membership-database"], stack.WaitsOf("membership-migration"));
        Assert.Equal(["identity", "keys-database", "membership-database", "membership-migration"], stack.WaitsOf("membership"));
        Assert.Equal(
            ["identity", "indicators-database", "indicators-migration", "keys-database", "national-database"],
            stack.WaitsOf("indicators")
        );
        Assert.Equal([.. Services.Order(StringComparer.Ordinal)], stack.WaitsOf("portal"));
        Assert.Equal([.. Services.Append("portal").Order(StringComparer.Ordinal)], stack.WaitsOf("gateway"));
        Assert.Equal(["gateway"], stack.WaitsOf("demo"));
    }

    [Fact]
    public async Task A_service_is_under_row_level_security_and_its_migration_runs_as_the_owner()
    {
        await using var stack = await Stack.DescribeAsync();
        Assert.Equal(
            ["ConnectionStrings__keys", "ConnectionStrings__livelihood", "ConnectionStrings__livelihood_relay"],
            await ConnectionsOfAsync(stack, "livelihood")
        );
        Assert.Equal(
            [
                "ConnectionStrings__keys_owner",
                "ConnectionStrings__livelihood",
                "ConnectionStrings__livelihood_owner",
                "ConnectionStrings__livelihood_relay",
            ],
            await ConnectionsOfAsync(stack, "livelihood-migration")
        );
        Assert.Equal(
            [
                "ConnectionStrings__indicators",
                "ConnectionStrings__indicators_relay",
                "ConnectionStrings__keys",
                "ConnectionStrings__national",
                "ConnectionStrings__national_relay",
            ],
            await ConnectionsOfAsync(stack, "indicators")
        );
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("gateway")]
    [InlineData("demo")]
    public async Task What_faces_people_has_no_database_and_no_key(string process)
    {
        await using var stack = await Stack.DescribeAsync();
        var environment = await stack.EnvironmentOfAsync(process);
        Assert.Empty(await ConnectionsOfAsync(stack, process));
        Assert.DoesNotContain("Sangam__InstallationKey", environment.Keys);
    }

    [Fact]
    public async Task Every_service_has_a_door_for_health_and_events_and_one_for_grpc()
    {
        await using var stack = await Stack.DescribeAsync();
        foreach (var service in Services)
        {
            var environment = await stack.EnvironmentOfAsync(service);
            Assert.Equal(
                ("Http1", "Http2"),
                (environment["Kestrel__Endpoints__http__Protocols"], environment["Kestrel__Endpoints__grpc__Protocols"])
            );
            Assert.Superset(
                new HashSet<string>
                {
                    "Kestrel__Endpoints__http__Url",
                    "Kestrel__Endpoints__grpc__Url",
                    "Sangam__Authority",
                    "Sangam__InstallationKey",
                    "Sangam__EventToken",
                    "Events__Subscribers__0",
                },
                environment.Keys.ToHashSet()
            );
        }
    }

    [Fact]
    public async Task Only_the_gateway_is_meant_for_the_outside_on_ports_that_can_be_chosen()
    {
        await using var stack = await Stack.DescribeAsync("--Ports:Web=9090", "--Ports:Grpc=9091");
        var outside = stack.Builder.Resources.SelectMany(r =>
            r.Annotations.OfType<EndpointAnnotation>().Where(e => e.IsExternal).Select(e => (r.Name, e.Name, e.Port))
        );
        Assert.Equal([("gateway", "http", 9090), ("gateway", "grpc", 9091)], outside);
    }

    [Fact]
    public async Task A_port_that_is_none_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => Stack.DescribeAsync("--Ports:Web=eighty"));
        Assert.Equal("Ports:Web must be a port number from 1 to 65535, not 'eighty'.", refusal.Message);
    }

    [Fact]
    public async Task A_server_given_from_outside_is_used_instead_of_an_own_one()
    {
        await using var stack = await Stack.DescribeAsync(
            "--ConnectionStrings:postgres=Host=db.example;Port=6432;Username=admin;Password=hush;SSL Mode=Require"
        );
        var connection = (ReferenceExpression)(await stack.EnvironmentOfAsync("training"))["ConnectionStrings__training"];

        Assert.DoesNotContain(stack.Builder.Resources, r => r is Sangam.AppHost.LocalPostgresResource);
        Assert.Matches(
            "^Host=db.example;Port=6432;SSL Mode=Require;Database=training;Username=training_service;Password=[A-Za-z0-9+/]{43}=$",
            await connection.GetValueAsync(default)
        );
    }

    [Fact]
    public async Task What_is_no_connection_string_is_refused_without_repeating_it()
    {
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            Stack.DescribeAsync("--ConnectionStrings:postgres=hush")
        );
        Assert.DoesNotContain("hush", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_made_once_for_their_owners_eyes_and_are_new_after_a_reset()
    {
        using var folder = new TemporaryFolder();
        var first = await SecretsAsync();
        var second = await SecretsAsync();
        var third = await SecretsAsync("--Data:Reset=true");

        Assert.Equal(first, second);
        Assert.Empty(first.Values.Intersect(third.Values));
        Assert.Equal(first.Count, first.Values.Distinct().Count());
        Assert.Matches("^[a-z]{3,6}( [a-z]{3,6}){3}$", first["demo-password"]);
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "secrets")))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        async Task<Dictionary<string, string>> SecretsAsync(params string[] arguments)
        {
            await using var stack = await Stack.DescribeAsync([$"--Data:Folder={folder.Path}", .. arguments]);
            var secrets = new Dictionary<string, string>();
            foreach (var parameter in stack.Builder.Resources.OfType<ParameterResource>())
                secrets[parameter.Name] = (await parameter.GetValueAsync(default))!;
            return secrets;
        }
    }

    private static async Task<string[]> ConnectionsOfAsync(Stack stack, string process) =>
        [
            .. (await stack.EnvironmentOfAsync(process))
                .Keys.Where(k => k.StartsWith("ConnectionStrings__", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
}
