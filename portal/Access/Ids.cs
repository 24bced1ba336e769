using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Access;

/// <summary>
/// Hides ids in addresses, so that no address names a person once the session is over: the browser's history of a shared phone
/// leads nowhere. An id is one AES block under the session's own key, which makes 22 characters. There is nothing to
/// authenticate: a made-up one opens to an id that does not exist, and the service answers as for any other unknown id.
/// </summary>
public sealed class Ids(CurrentSession session)
{
    private const int Length = 22;

    /// <summary>The id as it may stand in an address or a form of this session.</summary>
    public string Hide(string id)
    {
        using var aes = Cipher();
        return Base64Url.EncodeToString(aes.EncryptEcb(Guid.Parse(id).ToByteArray(), PaddingMode.None));
    }

    /// <summary>The id behind what <see cref="Hide"/> made; for anything else, an id that nothing has.</summary>
    public string Show(string? hidden)
    {
        if (hidden is null || !IsHidden(hidden))
            return Guid.Empty.ToString();
        using var aes = Cipher();
        return new Guid(aes.DecryptEcb(Base64Url.DecodeFromChars(hidden), PaddingMode.None)).ToString();
    }

    /// <summary>A page token as it may stand in an address: a service's cursor can hold the last row's name.</summary>
    public string HideToken(string token)
    {
        using var aes = Cipher();
        var iv = RandomNumberGenerator.GetBytes(16);
        return Base64Url.EncodeToString([.. iv, .. aes.EncryptCbc(Encoding.UTF8.GetBytes(token), iv)]);
    }

    /// <summary>The token behind what <see cref="HideToken"/> made; empty (the first page) for anything else.</summary>
    public string ShowToken(string? hidden)
    {
        if (string.IsNullOrEmpty(hidden) || !Base64Url.IsValid(hidden))
            return "";
        var bytes = Base64Url.DecodeFromChars(hidden);
        if (bytes.Length <= 16)
            return "";
        using var aes = Cipher();
        try
        {
            return Encoding.UTF8.GetString(aes.DecryptCbc(bytes.AsSpan(16), bytes.AsSpan(0, 16)));
        }
        catch (CryptographicException)
        {
            return "";
        }
    }

    internal static bool IsHidden(string part) => part.Length == Length && Base64Url.IsValid(part, out var bytes) && bytes == 16;

    private Aes Cipher()
    {
        var aes = Aes.Create();
        aes.Key = session.IdKey ?? throw new InvalidOperationException("Ids can only be hidden within a session.");
        return aes;
    }
}
