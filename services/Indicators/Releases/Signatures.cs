using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Indicators.Releases;

/// <summary>Signatures over releases: ECDSA on P-256 with SHA-256, in DER, as <c>openssl dgst -sha256 -verify</c> reads them.</summary>
public static class Signatures
{
    /// <summary>How a key is named: the first 16 hex digits of the SHA-256 of its SubjectPublicKeyInfo in DER.</summary>
    public static string KeyId(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, 8));

    public static byte[] Sign(ECDsa key, string text) =>
        key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>False as well when the key or the signature is none at all.</summary>
    public static bool Holds(ReadOnlySpan<byte> publicKey, string text, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length
                && key.KeySize == 256
                && key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>What the key before it signs to vouch for a new one, to the byte.</summary>
    public static string Endorsement(string collective, int number, ReadOnlySpan<byte> publicKey, string previousKeyId) =>
        JsonSerializer.Serialize(
            new
            {
                collective,
                number,
                key = Convert.ToBase64String(publicKey),
                previous = previousKeyId,
            },
            Plain
        );

    // base64 has a plus sign
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
