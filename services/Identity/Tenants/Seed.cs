using System.Security.Cryptography;
using System.Text;
using Identity.Accounts;
using Sangam.Security;

namespace Identity.Tenants;

/// <summary>
/// Where the new ids and the invitation code of a request come from: its <c>request_id</c>, under the installation's key. The same
/// request draws the same again, so the code can be answered twice without being kept in a form that can be read.
/// </summary>
public sealed class Seed
{
    private readonly byte[] root;
    private readonly InstallationKey installation;

    private Seed(byte[] root, InstallationKey installation)
    {
        this.root = root;
        this.installation = installation;
    }

    /// <param name="requestId">A UUID; without one every request is a new one.</param>
    /// <exception cref="Refusal"><c>bad_id</c>.</exception>
    public static Seed For(string requestId, string kind, InstallationKey installation) =>
        new(
            requestId.Length == 0
                ? RandomNumberGenerator.GetBytes(32)
                : installation.Digest($"seed of {kind}", Encoding.UTF8.GetBytes(Input.Id(requestId, "request_id").ToString())),
            installation
        );

    public Guid Id(string what)
    {
        var bytes = installation.Digest($"{what} id", root)[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80); // RFC 9562 version 8: made by a rule of our own
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public string Code() => InvitationCodes.From(installation.Digest("invitation code", root));

    public static Refusal Reused() => Refusal.Invalid("request_id", "request_id_reused", "This request id was used for another request.");
}
