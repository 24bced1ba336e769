using System.Security.Cryptography;
using System.Text;

namespace Demo.Calling;

/// <summary>
/// The same id for the same thing in every run, so that what was entered before is not entered twice, and a run that was cut off goes on
/// where it stopped.
/// </summary>
internal static class RequestId
{
    public static string Of(string collective, string what)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"demo/{collective}/{what}")).AsSpan(0, 16);
        // RFC 9562: version 8, made by a rule of one's own
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
