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

    public const string Setting = "Sangam:InstallationKey";

    public const string Wanted =
        "Set Sangam__InstallationKey to 32 random bytes in base64, and keep them: without them nothing encrypted can be read again.";

    public static bool IsOne(string text) => Convert.TryFromBase64String(text, new byte[32], out var length) && length == 32;

    public static InstallationKey From(IConfiguration configuration) =>
        configuration[Setting] is { } text && IsOne(text)
            ? new(Convert.FromBase64String(text))
            : throw new InvalidOperationException(Wanted);
}
