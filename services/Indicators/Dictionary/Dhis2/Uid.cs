using System.Security.Cryptography;
using System.Text;

namespace Indicators.Dictionary.Dhis2;

public static class Uid
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        LettersAndDigits = Letters + "0123456789";
    private const int Length = 11;

    /// <summary>
    /// The identifier of an object in DHIS2: eleven letters and digits, a letter first. It follows from the object's kind and
    /// code alone, so it is the same in every installation and every version of the dictionary.
    /// </summary>
    public static string Of(string kind, string code)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{code}"));
        return string.Create(
            Length,
            digest,
            (uid, bytes) =>
            {
                uid[0] = Letters[bytes[0] % Letters.Length];
                for (var n = 1; n < uid.Length; n++)
                    uid[n] = LettersAndDigits[bytes[n] % LettersAndDigits.Length];
            }
        );
    }
}
