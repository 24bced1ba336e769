using System.Buffers.Text;
using System.Security.Cryptography;

namespace Identity.Sessions;

/// <summary>
/// What keeps a session: it names the tenant and the session, and holds a secret of 256 bits, of which only a hash is kept.
/// </summary>
public readonly record struct RefreshToken(Guid Tenant, Guid Session, byte[] Hash)
{
    private const int IdLength = 16,
        SecretLength = 32;

    public static (string Text, byte[] Hash) Draw(Guid tenant, Guid session)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        return (Base64Url.EncodeToString([.. tenant.ToByteArray(), .. session.ToByteArray(), .. secret]), SHA256.HashData(secret));
    }

    /// <summary>Null when it is not even one of ours.</summary>
    public static RefreshToken? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[IdLength + IdLength + SecretLength];
        return Base64Url.IsValid(text, out var length) && length == bytes.Length && Base64Url.TryDecodeFromChars(text, bytes, out _)
            ? new(new(bytes[..IdLength]), new(bytes[IdLength..(2 * IdLength)]), SHA256.HashData(bytes[(2 * IdLength)..]))
            : null;
    }
}
