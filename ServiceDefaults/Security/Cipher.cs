using System.Security.Cryptography;

namespace Sangam.Security;

/// <summary>AES-256-GCM over small texts: version, nonce, tag, ciphertext. The context binds a ciphertext to whose it is.</summary>
internal static class Cipher
{
    private const byte Version = 1;
    private const int NonceSize = 12,
        TagSize = 16,
        HeaderSize = 1 + NonceSize + TagSize;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var result = new byte[HeaderSize + plain.Length];
        result[0] = Version;
        var nonce = result.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(HeaderSize), result.AsSpan(1 + NonceSize, TagSize), context);
        return result;
    }

    /// <exception cref="CryptographicException">Another key, another context, or tampered with.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> context)
    {
        if (sealedText.Length < HeaderSize || sealedText[0] != Version)
            throw new CryptographicException("Not a sealed text of this version.");
        var plain = new byte[sealedText.Length - HeaderSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedText.Slice(1, NonceSize), sealedText[HeaderSize..], sealedText.Slice(1 + NonceSize, TagSize), plain, context);
        return plain;
    }
}
