using System.Buffers.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Identity.Tokens;

/// <summary>What makes this service an OIDC provider to the others: discovery, the public keys, and tokens for programs.</summary>
public static class Provider
{
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<AccessTokens>();
        builder.Services.AddSingleton(new Clients(builder.Configuration));
        // Our own tokens need no round trip to ourselves.
        builder
            .Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<SigningKeys>(
                (o, keys) =>
                {
                    o.ConfigurationManager = keys;
                    o.TokenValidationParameters.ValidIssuer = builder.Configuration["Sangam:Authority"];
                }
            );
    }

    public static void MapProvider(this WebApplication app)
    {
        var issuer = app.Configuration["Sangam:Authority"]!;
        app.MapGet(
            "/.well-known/openid-configuration",
            () =>
                Results.Json(
                    new
                    {
                        issuer,
                        jwks_uri = $"{issuer.TrimEnd('/')}/jwks",
                        token_endpoint = $"{issuer.TrimEnd('/')}/connect/token",
                        grant_types_supported = (string[])["client_credentials"],
                        token_endpoint_auth_methods_supported = (string[])["client_secret_post"],
                        id_token_signing_alg_values_supported = (string[])["ES256"],
                        subject_types_supported = (string[])["public"],
                        response_types_supported = Array.Empty<string>(),
                    }
                )
        );
        app.MapGet(
            "/jwks",
            async (SigningKeys keys, CancellationToken cancellationToken) =>
                Results.Json(
                    new
                    {
                        keys = (await keys.PublishedAsync(cancellationToken)).Select(key =>
                        {
                            var q = key.Key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
                            return new
                            {
                                kty = "EC",
                                crv = "P-256",
                                use = "sig",
                                alg = "ES256",
                                kid = key.Id,
                                x = Base64Url.EncodeToString(q.X),
                                y = Base64Url.EncodeToString(q.Y),
                            };
                        }),
                    }
                )
        );
        app.MapPost("/connect/token", IssueAsync);
    }

    /// <summary>OAuth 2.0 client credentials (RFC 6749, 4.4), the secret in the form.</summary>
    private static async Task<IResult> IssueAsync(
        HttpContext http,
        Clients clients,
        AccessTokens tokens,
        CancellationToken cancellationToken
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.HasFormContentType)
            return Refused("invalid_request");
        var form = await http.Request.ReadFormAsync(cancellationToken);
        if (form["grant_type"] != "client_credentials")
            return Refused("unsupported_grant_type");
        if (clients.Find(form["client_id"].ToString(), form["client_secret"].ToString()) is not { } client)
            return Refused("invalid_client", StatusCodes.Status401Unauthorized);
        var token = await tokens.IssueAsync(client, cancellationToken);
        return Results.Json(
            new
            {
                access_token = token.Text,
                token_type = "Bearer",
                expires_in = (int)AccessTokens.Lifetime.TotalSeconds,
            }
        );
    }

    private static IResult Refused(string error, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error }, statusCode: status);
}
