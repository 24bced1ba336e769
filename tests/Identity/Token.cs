using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Identity.Tests;

/// <summary>Reads and checks a token as a program in any language would, from the published keys alone.</summary>
public static class Token
{
    public static Dictionary<string, JsonElement> Read(string token) => Part(token, 1);

    public static string KeyOf(string token) => Part(token, 0)["kid"].GetString()!;

    /// <summary>Whether one of these keys signed it.</summary>
    public static bool IsSignedBy(string token, JsonElement jwks)
    {
        var key = jwks.GetProperty("keys").EnumerateArray().SingleOrDefault(k => k.GetProperty("kid").GetString() == KeyOf(token));
        if (key.ValueKind == JsonValueKind.Undefined)
            return false;
        Assert.Equal(("EC", "P-256", "ES256", "sig"), (Text(key, "kty"), Text(key, "crv"), Text(key, "alg"), Text(key, "use")));
        using var ecdsa = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = Base64Url.DecodeFromChars(Text(key, "x")), Y = Base64Url.DecodeFromChars(Text(key, "y")) },
            }
        );
        var end = token.LastIndexOf('.');
        return ecdsa.VerifyData(
            Encoding.ASCII.GetBytes(token[..end]),
            Base64Url.DecodeFromChars(token.AsSpan(end + 1)),
            HashAlgorithmName.SHA256
        );
    }

    private static string Text(JsonElement key, string name) => key.GetProperty(name).GetString()!;

    private static Dictionary<string, JsonElement> Part(string token, int index) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64Url.DecodeFromChars(token.Split('.')[index]))!;
}
