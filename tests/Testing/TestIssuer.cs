using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sangam.Security;

namespace Sangam.Testing;

/// <summary>An OIDC provider of the tests' own: any standard one can stand in for Identity by configuration, so this one does.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private ECDsaSecurityKey key = NewKey("test");
    private readonly WebApplication app;

    /// <summary>The secret of the client <c>puller</c>.</summary>
    public const string PullerSecret = "puller-secret";

    private TestIssuer(string address)
    {
        Address = address;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.UseRouting();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = address, jwks_uri = $"{address}/jwks" }));
        app.MapGet(
            "/jwks",
            () =>
            {
                var q = key.ECDsa.ExportParameters(false).Q;
                return Results.Json(
                    new
                    {
                        keys = new[]
                        {
                            new
                            {
                                kty = "EC",
                                crv = "P-256",
                                use = "sig",
                                alg = "ES256",
                                kid = key.KeyId,
                                x = Base64UrlEncoder.Encode(q.X!),
                                y = Base64UrlEncoder.Encode(q.Y!),
                            },
                        },
                    }
                );
            }
        );
        app.MapPost(
            "/connect/token",
            async (HttpRequest request) =>
            {
                var form = await request.ReadFormAsync();
                var role = Role.OfServices.Single(r => r.Code == "puller");
                return form["grant_type"] == "client_credentials" && form["client_id"] == role.Code && form["client_secret"] == PullerSecret
                    ? Results.Json(
                        new
                        {
                            access_token = Token($"service:{role.Code}", null, role.Permissions),
                            token_type = "Bearer",
                            expires_in = 3600,
                        }
                    )
                    : Results.BadRequest();
            }
        );
    }

    public string Address { get; }

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer($"http://127.0.0.1:{TestPostgres.FreePort()}");
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>From now on tokens are signed with another key, and that one alone is published.</summary>
    public void ChangeKey() => key = NewKey($"{Guid.NewGuid()}");

    private static ECDsaSecurityKey NewKey(string id) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };

    public string Token(string subject, Guid? tenant, IEnumerable<string> permissions, params (string Name, string Value)[] more)
    {
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["perm"] = permissions.ToArray() };
        if (tenant is { } id)
            claims["tenant"] = id.ToString();
        foreach (var (name, value) in more)
            claims[name] = value;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Address,
                Audience = "sangam",
                Claims = claims,
                Expires = DateTime.UtcNow.AddHours(1),
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            }
        );
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
