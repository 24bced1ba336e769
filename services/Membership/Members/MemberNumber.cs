using System.Security.Cryptography;

namespace Membership.Members;

/// <summary>
/// A member's number: three letters, four digits and a check digit, all at random, so that it says nothing about her. The check digit
/// (Damm's) catches every wrong digit and every swap of two neighbours.
/// </summary>
public static class MemberNumber
{
    // None that is easily mistaken for another or for a digit; no vowel and no S, so that they spell no word and no short form of her work.
    private const string Letters = "BCDFGHJKLMNPRTVWXY";

    // Damm's quasigroup of order 10 (H. M. Damm, 2004).
    private static readonly string[] Damm =
    [
        "0317598642",
        "7092154863",
        "4206871359",
        "1750983426",
        "6123045978",
        "3674209581",
        "5869720134",
        "8945362017",
        "9438617205",
        "2581436790",
    ];

    public static string Draw() => Of(RandomNumberGenerator.GetString(Letters, 3), RandomNumberGenerator.GetString("0123456789", 4));

    /// <summary>
    /// The number as it is kept, however it was spaced and in small or capital letters; null unless its shape and check digit
    /// are right.
    /// </summary>
    public static string? Read(string text)
    {
        var letters = string.Concat(text.Where(c => c is not (' ' or '-'))).ToUpperInvariant();
        return
            letters.Length == 8
            && letters[..3].All(char.IsAsciiLetterUpper)
            && letters[3..].All(char.IsAsciiDigit)
            && Of(letters[..3], letters[3..7]) is var number
            && number[^1] == letters[7]
            ? number
            : null;
    }

    private static string Of(string letters, string digits) => $"{letters}-{digits}-{Check(digits)}";

    private static char Check(string digits) => (char)('0' + digits.Aggregate(0, (row, digit) => Damm[row][digit - '0'] - '0'));
}
