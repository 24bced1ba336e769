using System.Net;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Sangam.Identity.V1;
using Sangam.Security;

namespace Tenancy.Tests;

/// <summary>Every refusal says the same things in the same form, whether a rule, the gatekeeper or gRPC itself refuses.</summary>
public sealed class RichErrorTests : IAsyncLifetime
{
    private const string Service = "sangam.identity.v1.Tenants";
    private ProbeService probe = null!;

    public async ValueTask InitializeAsync() => probe = await ProbeService.StartAsync();

    public ValueTask DisposeAsync() => probe.DisposeAsync();

    [Fact]
    public async Task Bad_input_names_the_reason_the_field_and_a_sentence_with_its_language()
    {
        var refusal = await RefusedAsync(probe.Tenants().GetTenantAsync(new() { Code = "wrong" }));

        const string sentence = "Use small letters, digits and hyphens only.";
        Assert.Equal((StatusCode.InvalidArgument, sentence), (refusal.StatusCode, refusal.Status.Detail));
        Assert.DoesNotContain(refusal.Trailers, t => t.Key.StartsWith("sangam", StringComparison.Ordinal));
        Assert.Equal(
            [
                new ErrorInfo { Domain = "sangam", Reason = "bad_code" },
                new LocalizedMessage { Locale = "en", Message = sentence },
                new BadRequest
                {
                    FieldViolations =
                    {
                        new BadRequest.Types.FieldViolation { Field = "code", Description = sentence },
                    },
                },
            ],
            Details(refusal.GetRpcStatus()!)
        );
    }

    [Fact]
    public async Task What_went_wrong_on_our_side_has_a_trace_number_and_nothing_else_of_it()
    {
        var refusal = await RefusedAsync(probe.Tenants().GetTenantAsync(new() { Code = "broken" }));

        var details = Details(refusal.GetRpcStatus()!);
        var trace = Assert.IsType<RequestInfo>(details[2]).RequestId;
        var sentence = $"Something went wrong on our side. If it happens again, tell your admin this number: {trace}";
        Assert.Matches("^([0-9a-f]{32}|none)$", trace);
        Assert.Equal((StatusCode.Internal, sentence), (refusal.StatusCode, refusal.Status.Detail));
        Assert.Equal(
            [
                new ErrorInfo { Domain = "sangam", Reason = "internal" },
                new LocalizedMessage { Locale = "en", Message = sentence },
                new RequestInfo { RequestId = trace },
            ],
            details
        );
    }

    [Fact]
    public async Task A_call_without_a_token_or_with_a_wrong_one_is_told_to_sign_in()
    {
        var allowedNothing = probe.Issuer.Token("somebody", null, []);

        Assert.Equal(new(StatusCode.Unauthenticated, "sign_in_first", null), await ListedByAsync(null));
        Assert.Equal(new(StatusCode.Unauthenticated, "token_refused", null), await ListedByAsync("forged"));
        Assert.Equal(Refused.NotAllowed, await ListedByAsync(allowedNothing));

        Task<Refused> ListedByAsync(string? token) => Refused.ByAsync(probe.Tenants(token).ListTenantsAsync(new()));
    }

    [Fact]
    public async Task What_grpc_itself_refuses_is_explained_like_every_other_refusal()
    {
        Assert.Equal(new(StatusCode.InvalidArgument, "malformed_message", null), await CallAsync(Service, "GetTenant", [0xff, 0xff]));
        Assert.Equal(new(StatusCode.ResourceExhausted, "too_large", null), await CallAsync(Service, "GetTenant", new byte[5_000_000]));
        Assert.Equal(new(StatusCode.Unimplemented, "no_such_call", null), await CallAsync(Service, "Nothing", []));
        Assert.Equal(new(StatusCode.Unimplemented, "no_such_call", null), await CallAsync("sangam.nothing.v1.Nothing", "Do", []));

        Task<Refused> CallAsync(string service, string method, byte[] request) => Refused.ByAsync(probe.Call(service, method, request));
    }

    /// <summary>As it is on the wire: a gRPC library may see its own clock run out first, and then hears nothing of us.</summary>
    [Theory]
    [InlineData(false, StatusCode.DeadlineExceeded, "deadline_exceeded")]
    [InlineData(true, StatusCode.InvalidArgument, "malformed_message")]
    public async Task A_deadline_that_passes_and_a_message_that_is_cut_off_are_explained_too(bool cutOff, StatusCode status, string reason)
    {
        var message = new GetTenantRequest { Code = "slow" }.ToByteArray();
        byte[] frame = [0, 0, 0, 0, (byte)message.Length, .. message];
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{probe.Address}/{Service}/GetTenant")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(cutOff ? frame[..^1] : frame) { Headers = { ContentType = new("application/grpc") } },
            Headers = { { "te", "trailers" }, { "grpc-timeout", "300m" } },
        };

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var details = answer.Headers.GetValues("grpc-status-details-bin").Single();
        var error = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details));
        Assert.Equal(
            ($"{(int)status}", (int)status, reason),
            (answer.Headers.GetValues("grpc-status").Single(), error.Code, error.GetDetail<ErrorInfo>()!.Reason)
        );
    }

    [Fact]
    public async Task A_key_that_the_issuer_changes_is_fetched_within_seconds()
    {
        var before = probe.Issuer.Token("somebody", null, [Permission.TenantsRead]);
        await probe.Tenants(before).ListTenantsAsync(new());

        probe.Issuer.ChangeKey();
        var after = probe.Issuer.Token("somebody", null, [Permission.TenantsRead]);

        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await probe.Tenants(after).ListTenantsAsync(new());
                    return true;
                }
                catch (RpcException e) when (e.Code == "token_refused")
                {
                    return false;
                }
            },
            "a token by the new key is accepted"
        );
    }

    private static Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) => Assert.ThrowsAsync<RpcException>(async () => await call);

    private static IReadOnlyList<IMessage> Details(Google.Rpc.Status error) => [.. error.UnpackDetailMessages()];
}
