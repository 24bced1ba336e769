using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Sangam.Security;

namespace Identity.Tokens;

/// <summary>A key that signs access tokens (ECDSA on P-256) from a certain time on.</summary>
public sealed record SigningKey(ECDsaSecurityKey Key, DateTimeOffset SignsFrom)
{
    public string Id => Key.KeyId;

    public SigningCredentials Credentials => new(Key, SecurityAlgorithms.EcdsaSha256);

    public static SigningKey New(DateTimeOffset signsFrom)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
        return new(new ECDsaSecurityKey(key) { KeyId = id }, signsFrom);
    }

    public byte[] Wrap(InstallationKey installation) => installation.Wrap(Key.ECDsa.ExportPkcs8PrivateKey(), Encoding.UTF8.GetBytes(Id));

    public static SigningKey Unwrap(string id, byte[] wrapped, DateTimeOffset signsFrom, InstallationKey installation)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(installation.Unwrap(wrapped, Encoding.UTF8.GetBytes(id)), out _);
        return new(new ECDsaSecurityKey(key) { KeyId = id }, signsFrom);
    }
}
