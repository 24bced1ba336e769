using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Sangam.Security;

namespace Identity.Accounts;

/// <summary>
/// Codes to print or read aloud: four groups of four signs, of which none looks or sounds much like another; 72 bits. Only a digest is
/// kept, under the installation's key and for one tenant.
/// </summary>
public sealed class InvitationCodes(InstallationKey installation)
{
    private const string Signs = "ACDEFGHJKMNPRTVWXY34679";
    private const int Groups = 4,
        GroupLength = 4;

    public static string Draw() => From(RandomNumberGenerator.GetBytes(32));

    /// <param name="random">32 bytes; so many more than the code needs that no sign is likelier than another.</param>
    public static string From(byte[] random)
    {
        var number = new BigInteger(random, isUnsigned: true);
        var code = new StringBuilder();
        for (var i = 0; i < Groups * GroupLength; i++, number /= Signs.Length)
            code.Append(i > 0 && i % GroupLength == 0 ? "-" : "").Append(Signs[(int)(number % Signs.Length)]);
        return code.ToString();
    }

    /// <summary>What is kept of a code, however it was spaced or written.</summary>
    public byte[] Hash(Guid tenant, string code) =>
        installation.Digest(
            "invitation",
            Encoding.UTF8.GetBytes($"{tenant} {string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant()}")
        );
}
