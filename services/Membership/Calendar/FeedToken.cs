using System.Buffers.Text;
using System.Security.Cryptography;
using Sangam.Security;

namespace Membership.Calendar;

/// <summary>
/// The secret in a feed's address. It names the tenant and holds 256 random bits, both sealed by the installation: nobody can
/// read from an address whose it is, tell whether two belong together, or make one up. Of the bits only a hash is kept.
/// </summary>
public readonly record struct FeedToken(Guid Tenant, byte[] Hash)
{
    private const int IdLength = 16,
        SecretLength = 32,
        LongestText = 200;

    public static (string Text, byte[] Hash) Draw(InstallationKey installation, Guid tenant)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        return (
            Base64Url.EncodeToString(installation.Wrap([.. tenant.ToByteArray(), .. secret], "calendar-feed"u8)),
            SHA256.HashData(secret)
        );
    }

    /// <summary>Null when it is not one of ours.</summary>
    public static FeedToken? Read(InstallationKey installation, string text)
    {
        if (text.Length > LongestText || !Base64Url.IsValid(text))
            return null;
        try
        {
            var bytes = installation.Unwrap(Base64Url.DecodeFromChars(text), "calendar-feed"u8);
            return bytes.Length == IdLength + SecretLength
                ? new(new(bytes.AsSpan(0, IdLength)), SHA256.HashData(bytes.AsSpan(IdLength)))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
