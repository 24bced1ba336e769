using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sangam.Identity.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace EndToEnd.Tests;

/// <summary>The gateway alone, in front of services that tell what reached them.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private WebApplication services = null!;

    public ServiceProcess Gateway { get; private set; } = null!;
    public Dictionary<string, string> Behind { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var web = TestPostgres.FreePort();
        var calls = TestPostgres.FreePort();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(k =>
            {
                k.ListenLocalhost(web, o => o.Protocols = HttpProtocols.Http1);
                k.ListenLocalhost(calls, o => o.Protocols = HttpProtocols.Http2);
            });
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddGrpcHealthChecks().AddCheck("always well", () => HealthCheckResult.Healthy()); // without one it is unknown
        services = builder.Build();
        services.UseRouting();
        services.MapGrpcService<Told>();
        services.MapGrpcHealthChecksService();
        services.MapFallback(
            "{**path}",
            (HttpContext http) =>
                $"{http.Request.Method} {http.Request.Host.Host}{http.Request.Path} "
                + string.Join(' ', http.Request.Headers.Keys.Select(k => k.ToLowerInvariant()).Order(StringComparer.Ordinal))
        );
        await services.StartAsync();

        Behind = Settings($"http://localhost:{web}", $"http://localhost:{calls}");
        Gateway = await ServiceProcess.StartAsync(Repository.Built("Gateway", "gateway"), Behind);
    }

    /// <summary>Everything is in one place, but training, where nobody listens.</summary>
    public static Dictionary<string, string> Settings(string web, string calls) =>
        new()
        {
            ["services__portal__http__0"] = web,
            ["services__identity__http__0"] = web,
            ["services__identity__grpc__0"] = calls,
            ["services__membership__grpc__0"] = calls,
            ["services__training__grpc__0"] = $"http://localhost:{TestPostgres.FreePort()}",
            ["services__livelihood__grpc__0"] = calls,
            ["services__protection__grpc__0"] = calls,
            ["services__indicators__http__0"] = web,
            ["services__indicators__grpc__0"] = calls,
            ["Limits__Entry__Burst"] = "5",
            ["Limits__Entry__PerSecond"] = "0.01",
        };

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await services.DisposeAsync();
    }

    private sealed class Told : Tenants.TenantsBase
    {
        public override Task<Tenant> GetTenant(GetTenantRequest request, ServerCallContext context) =>
            Task.FromResult(
                new Tenant { Name = string.Join(' ', context.RequestHeaders.Select(h => h.Key).Order(StringComparer.Ordinal)) }
            );
    }
}

public sealed class GatewayTests(GatewayFixture stack) : IClassFixture<GatewayFixture>
{
    private const string Forwarded = "x-forwarded-for x-forwarded-host x-forwarded-proto";

    [Fact]
    public async Task A_portal_is_told_the_host_and_nothing_a_client_makes_up_about_itself()
    {
        using var request = Page("vimukthi.localhost", "/members");
        foreach (
            var name in (string[])
                ["x-tenant", "x-tenant-id", "forwarded", "x-real-ip", "x-forwarded-prefix", "x-original-url", "dapr-api-token"]
        )
            request.Headers.Add(name, "made-up");

        var (_, body, _) = await AskAsync(request);

        Assert.Equal("GET vimukthi.localhost/members host traceparent x-forwarded-for x-forwarded-host x-forwarded-proto", body);
    }

    [Fact]
    public async Task A_call_arrives_without_what_a_client_makes_up_about_itself()
    {
        using var channel = GrpcChannel.ForAddress(stack.Gateway.Grpc);

        var tenant = await new Tenants.TenantsClient(channel).GetTenantAsync(
            new() { Code = "x" },
            new Metadata
            {
                { "x-tenant", "made-up" },
                { "dapr-api-token", "made-up" },
                { "authorization", "Bearer kept" },
            }
        );

        Assert.Equal("authorization traceparent user-agent x-forwarded-for x-forwarded-host x-forwarded-proto", tenant.Name);
    }

    [Theory]
    [InlineData("localhost", "/")]
    [InlineData("example.org", "/")]
    [InlineData("127.0.0.1", "/dapr/subscribe")]
    [InlineData("localhost", "/events/membership")]
    [InlineData("localhost", "/connect/token")]
    [InlineData("localhost", "/.well-known/openid-configuration")]
    [InlineData("evil.vimukthi.localhost", "/")]
    [InlineData("vimukthi.localhost", "/health")]
    [InlineData("identity.localhost", "/ALIVE")]
    [InlineData("vimukthi.localhost", "/sangam.identity.v1.Tenants/GetTenant")]
    [InlineData("localhost", "/SANGAM.identity.v1.Tenants/GetTenant")]
    [InlineData("vimukthi.localhost", "/grpc.health.v1.Health/Check")]
    public async Task What_is_for_nobody_outside_looks_as_if_nothing_were_there(string host, string path)
    {
        var (status, body, headers) = await AskAsync(Page(host, path));

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("This page is not here.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("sangam", body + headers, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Kestrel", headers.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Another_installation_can_get_keys_and_a_token()
    {
        var bodies = new List<string>();
        foreach (
            var request in (HttpRequestMessage[])
                [
                    Page("identity.localhost", "/.well-known/openid-configuration"),
                    Page("identity.localhost", "/jwks"),
                    Page("identity.localhost", "/connect/token", HttpMethod.Post),
                ]
        )
            bodies.Add(string.Join(' ', (await AskAsync(request)).Body.Split(' ')[..2]));

        // Their host is the service's own address: only the portal needs to know which name was asked for.
        Assert.Equal(["GET localhost/.well-known/openid-configuration", "GET localhost/jwks", "POST localhost/connect/token"], bodies);
    }

    [Theory]
    [InlineData(
        "vimukthi.localhost",
        "/api/dataValueSets",
        "GET vimukthi.localhost/api/dataValueSets authorization host traceparent " + Forwarded
    )]
    [InlineData(
        "network.localhost",
        "/api/tables/figures.csv",
        "GET network.localhost/network/api/tables/figures.csv authorization host traceparent " + Forwarded
    )]
    // the portal's, where there is no such page
    [InlineData(
        "vimukthi.localhost",
        "/network/api/tables/figures.csv",
        "GET vimukthi.localhost/network/api/tables/figures.csv authorization cookie host traceparent " + Forwarded
    )]
    public async Task Figures_for_programs_are_asked_for_by_host_and_token_and_never_with_a_cookie(string host, string path, string arrived)
    {
        using var request = Page(host, path);
        request.Headers.Add("Authorization", "Bearer kept");
        request.Headers.Add("Cookie", "s=left-behind");

        Assert.Equal(arrived, (await AskAsync(request)).Body);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    public async Task Whatever_is_asked_of_the_addresses_for_programs_goes_there_and_not_to_the_pages(string method)
    {
        using var request = Page("network.localhost", "/api/dataValueSets", new(method));
        request.Headers.Add("Cookie", "s=left-behind");

        var (status, body, _) = await AskAsync(request);

        Assert.Equal(
            (
                HttpStatusCode.OK,
                method == "HEAD" ? "" : $"{method} network.localhost/network/api/dataValueSets host traceparent {Forwarded}"
            ),
            (status, body)
        );
    }

    [Fact]
    public async Task Every_page_tells_the_browser_to_keep_to_itself()
    {
        var (_, _, headers) = await AskAsync(Page("samvedna.localhost", "/"));

        Assert.Equal(
            [
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
                "nosniff",
                "DENY",
                "no-referrer",
                "no-store",
            ],
            ((string[])["Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cache-Control"]).Select(
                name => string.Join(',', headers.GetValues(name))
            )
        );
        Assert.False(headers.Contains("Server") || headers.Contains("Strict-Transport-Security")); // the latter only over TLS
    }

    [Fact]
    public async Task Calls_that_lead_nowhere_or_to_a_service_that_is_away_get_a_status_of_their_own()
    {
        using var channel = GrpcChannel.ForAddress(stack.Gateway.Grpc);

        Assert.Equal(
            new Refused(StatusCode.Unavailable, "unavailable", null),
            await Refused.ByAsync(
                new Sangam.Training.V1.TrainingSessions.TrainingSessionsClient(channel).GetSessionAsync(new() { Id = "x" })
            )
        );
        var nowhere = new Method<GetTenantRequest, Tenant>(
            MethodType.Unary,
            "sangam.nothing.v1.Nothing",
            "Do",
            Marshaller<GetTenantRequest>(GetTenantRequest.Parser),
            Marshaller<Tenant>(Tenant.Parser)
        );
        Assert.Equal(
            new Refused(StatusCode.Unimplemented, "no_such_call", null),
            await Refused.ByAsync(channel.CreateCallInvoker().AsyncUnaryCall(nowhere, null, new CallOptions(), new GetTenantRequest()))
        );
    }

    [Fact]
    public async Task Where_waiting_helps_a_call_is_told_how_long()
    {
        using var channel = GrpcChannel.ForAddress(stack.Gateway.Grpc);

        var away = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Sangam.Training.V1.TrainingSessions.TrainingSessionsClient(channel).GetSessionAsync(new() { Id = "x" })
        );

        Assert.Equal(TimeSpan.FromSeconds(2), away.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
    }

    [Fact]
    public async Task A_call_that_is_larger_than_a_service_or_the_gateway_takes_is_called_too_large()
    {
        using var channel = GrpcChannel.ForAddress(stack.Gateway.Grpc);
        var tenants = new Tenants.TenantsClient(channel);

        Assert.Equal(
            new Refused(StatusCode.ResourceExhausted, "too_large", null),
            await Refused.ByAsync(tenants.GetTenantAsync(new() { Code = new('x', 5_000_000) }))
        );
        Assert.Equal(
            new Refused(StatusCode.ResourceExhausted, "too_large", null),
            await Refused.ByAsync(tenants.GetTenantAsync(new() { Code = new('x', 31_000_000) }))
        );
    }

    [Theory]
    [InlineData("", ServingStatus.Serving)] // the gateway itself
    [InlineData("sangam.membership.v1", ServingStatus.Serving)]
    [InlineData("sangam.national.v1", ServingStatus.Serving)]
    [InlineData("sangam.training.v1", ServingStatus.NotServing)]
    public async Task Anybody_may_ask_whether_a_service_serves(string service, ServingStatus status)
    {
        using var channel = GrpcChannel.ForAddress(stack.Gateway.Grpc);

        Assert.Equal(status, (await new Health.HealthClient(channel).CheckAsync(new() { Service = service })).Status);
    }

    [Fact]
    public async Task A_service_that_does_not_exist_is_neither_well_nor_ill()
    {
        using var channel = GrpcChannel.ForAddress(stack.Gateway.Grpc);

        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(new Health.HealthClient(channel).CheckAsync(new() { Service = "sangam.nothing.v1" }))
        );
    }

    [Fact]
    public async Task In_development_and_only_there_the_gateway_lists_the_rpcs_of_all_services()
    {
        await using var development = await ServiceProcess.StartAsync(
            Repository.Built("Gateway", "gateway"),
            new Dictionary<string, string>(stack.Behind) { ["DOTNET_ENVIRONMENT"] = "Development" }
        );

        var listed = await ListAsync(development.Grpc);
        var refused = await Assert.ThrowsAsync<RpcException>(() => ListAsync(stack.Gateway.Grpc));

        Assert.Equal(
            ["grpc.health.v1.Health", "sangam.identity.v1.Accounts", "sangam.identity.v1.Sessions", "sangam.identity.v1.Tenants"],
            listed.Take(4)
        );
        Assert.Equal(
            [
                "sangam.identity",
                "sangam.indicators",
                "sangam.livelihood",
                "sangam.membership",
                "sangam.national",
                "sangam.protection",
                "sangam.training",
            ],
            listed.Skip(1).Select(name => string.Join('.', name.Split('.')[..2])).Distinct()
        );
        Assert.Equal((StatusCode.Unimplemented, "no_such_call"), (refused.StatusCode, refused.Code));

        static async Task<string[]> ListAsync(Uri gateway)
        {
            using var channel = GrpcChannel.ForAddress(gateway);
            using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
            await call.RequestStream.WriteAsync(new() { ListServices = "*" });
            await call.RequestStream.CompleteAsync();
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task Guessing_at_the_ways_in_is_slowed_down_however_the_address_is_written()
    {
        await using var gateway = await ServiceProcess.StartAsync(
            Repository.Built("Gateway", "gateway"),
            GatewayFixture.Settings($"http://localhost:{TestPostgres.FreePort()}", $"http://localhost:{TestPostgres.FreePort()}")
        );
        using var channel = GrpcChannel.ForAddress(gateway.Grpc);
        using var client = new HttpClient();
        var signIn = (string service, string method) =>
            Refused.ByAsync(
                channel
                    .CreateCallInvoker()
                    .AsyncUnaryCall(
                        new Method<SignInRequest, Session>(
                            MethodType.Unary,
                            service,
                            method,
                            Marshaller<SignInRequest>(SignInRequest.Parser),
                            Marshaller<Session>(Session.Parser)
                        ),
                        null,
                        new CallOptions(),
                        new SignInRequest()
                    )
            );
        for (var i = 0; i < 5; i++)
            Assert.Equal(StatusCode.Unavailable, (await signIn("sangam.identity.v1.Sessions", "SignIn")).Status);

        var refused = new Refused(StatusCode.ResourceExhausted, "too_many_requests", null);
        Assert.Equal(refused, await signIn("sangam.identity.v1.Sessions", "SignIn"));
        Assert.Equal(refused, await signIn("SANGAM.Identity.V1.sessions", "signin"));
        Assert.Equal(refused, await signIn("sangam.identity.v1.Accounts", "AcceptInvitation"));
        Assert.Equal(refused, await signIn("sangam.identity.v1.Sessions", "SignIn/"));
        foreach (
            var (host, path) in ((string, string)[])
                [
                    ("vimukthi.localhost", "/sign-in"),
                    ("vimukthi.localhost", "/Sign-In/"),
                    ("network.localhost", "/invitation"),
                    ("identity.localhost", "/connect/token"),
                ]
        )
        {
            using var request = Page(host, path, HttpMethod.Post);
            request.RequestUri = new(gateway.Http, path);
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
        // Everything else goes on: it is only that nobody is there in this test.
        Assert.Equal(StatusCode.Unavailable, (await signIn("sangam.identity.v1.Sessions", "RefreshSession")).Status);
    }

    [Fact]
    public async Task A_program_that_asks_too_much_is_told_to_wait_in_the_shape_of_other_errors()
    {
        await using var gateway = await ServiceProcess.StartAsync(
            Repository.Built("Gateway", "gateway"),
            new Dictionary<string, string>(stack.Behind) { ["Limits__Rest__Burst"] = "2", ["Limits__Rest__PerSecond"] = "0.01" }
        );
        using var client = new HttpClient { BaseAddress = gateway.Http };
        var ask = (string host, string path) => client.SendAsync(Page(host, path));
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await ask("network.localhost", "/api/metadata.json")).StatusCode);

        using var refused = await ask("network.localhost", "/api/dataValueSets");

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        Assert.Equal(
            """{"httpStatus":"Too Many Requests","httpStatusCode":429,"status":"ERROR","message":"That was too much at once. """
                + """Wait a moment and try again.","errorCode":"too_many_requests"}""",
            await refused.Content.ReadAsStringAsync()
        );
        Assert.Equal(HttpStatusCode.OK, (await ask("vimukthi.localhost", "/api/metadata.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ask("network.localhost", "/members")).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_larger_than_the_gateway_takes_is_called_too_large_and_nobody_away(bool lengthKnown)
    {
        using var request = Page("vimukthi.localhost", "/api/dataValueSets", HttpMethod.Post);
        request.Content = new ByteArrayContent(new byte[30_000_001]); // a byte more than it takes, so that all is sent when it hangs up
        request.Headers.TransferEncodingChunked = !lengthKnown;
        request.Headers.ExpectContinue = true; // the answer comes before all is sent

        var (status, body, _) = await AskAsync(request);

        Assert.Equal(
            (
                HttpStatusCode.RequestEntityTooLarge,
                """{"httpStatus":"Payload Too Large","httpStatusCode":413,"status":"ERROR","message":"This is too large. """
                    + """Divide it into smaller parts.","errorCode":"too_large"}"""
            ),
            (status, body)
        );
    }

    [Fact]
    public async Task With_a_certificate_one_address_carries_pages_and_calls()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(
                DateTimeOffset.UtcNow.AddDays(-1),
                DateTimeOffset.UtcNow.AddDays(1)
            );
            await File.WriteAllTextAsync($"{folder.FullName}/certificate.pem", certificate.ExportCertificatePem());
            await File.WriteAllTextAsync($"{folder.FullName}/key.pem", key.ExportPkcs8PrivateKeyPem());
            var address = $"https://localhost:{TestPostgres.FreePort()}";
            await using var gateway = await ServiceProcess.StartAsync(
                Repository.Built("Gateway", "gateway"),
                new Dictionary<string, string>(stack.Behind)
                {
                    ["Kestrel__Endpoints__https__Url"] = address,
                    ["Kestrel__Endpoints__https__Certificate__Path"] = $"{folder.FullName}/certificate.pem",
                    ["Kestrel__Endpoints__https__Certificate__KeyPath"] = $"{folder.FullName}/key.pem",
                }
            );
            var trusting = () =>
                new SocketsHttpHandler
                {
                    SslOptions =
                    {
                        RemoteCertificateValidationCallback = (_, shown, _, _) =>
                            shown!.GetCertHashString() == certificate.GetCertHashString(),
                    },
                };
            using var channel = GrpcChannel.ForAddress(address, new() { HttpHandler = trusting(), DisposeHttpClient = true });
            using var client = new HttpClient(trusting()) { BaseAddress = new(address) };

            // it listens a moment after it is healthy
            await new Tenants.TenantsClient(channel).GetTenantAsync(new() { Code = "x" }, new CallOptions().WithWaitForReady());
            using var page = await client.SendAsync(Page("vimukthi.localhost", "/"));

            Assert.Equal(
                (HttpStatusCode.OK, "max-age=31536000; includeSubDomains"),
                (page.StatusCode, page.Headers.GetValues("Strict-Transport-Security").Single())
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Marshaller<T> Marshaller<T>(Google.Protobuf.MessageParser<T> parser)
        where T : Google.Protobuf.IMessage<T> =>
        Marshallers.Create(m => Google.Protobuf.MessageExtensions.ToByteArray(m), parser.ParseFrom);

    private static HttpRequestMessage Page(string host, string path, HttpMethod? method = null) =>
        new(method ?? HttpMethod.Get, path) { Headers = { Host = host } };

    private async Task<(HttpStatusCode Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)> AskAsync(
        HttpRequestMessage request
    )
    {
        using var client = new HttpClient { BaseAddress = stack.Gateway.Http };
        var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }
}
