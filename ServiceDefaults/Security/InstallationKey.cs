using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Sangam.Security;

/// <summary>The key that wraps every tenant's key. It comes from the configuration and is in no database.</summary>
public sealed class InstallationKey(byte[] key)
{
    public byte[] Wrap(byte[] secret, ReadOnlySpan<byte> context) => Cipher.Seal(key, secret, context);

    public byte[] Unwrap(byte[] wrapped, ReadOnlySpan<byte> context) => Cipher.Open(key, wrapped, context);

    /// <summary>A digest of 32 bytes that only this installation can compute; those of different purposes are unrelated.</summary>
    public byte[] Digest(string purpose, ReadOnlySpan<byte> text) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(purpose)), text);

    public static InstallationKey From(IConfiguration configuration)
    {
        var text = configuration["Sangam:InstallationKey"];
        var key = new byte[32];
        return text is not null && Convert.TryFromBase64String(text, key, out var length) && length == 32
            ? new(key)
            : throw new InvalidOperationException(
                "Set Sangam__InstallationKey to 32 random bytes in base64, and keep them: without them nothing encrypted can be read again."
            );
    }
}
