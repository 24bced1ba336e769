using System.Security.Cryptography;

namespace Membership.Members;

/// <summary>
/// A member's number: three letters, four digits and a check digit, all at random, so that it says nothing about her. The check digit
/// (Damm's) catches every wrong digit and every swap of two neighbours.
/// </summary>
public static class MemberNumber
{
    private const string Letters = "ABCDEFGHJKLMNPRSTUVWXY";   // none that is easily mistaken for another or for a digit

    // Damm's quasigroup of order 10 (H. M. Damm, 2004).
    private static readonly string[] Damm =
        ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];

    public static string Draw() => Of(RandomNumberGenerator.GetString(Letters, 3), RandomNumberGenerator.GetString("0123456789", 4));

    internal static string Of(string letters, string digits) => $"{letters}-{digits}-{Check(digits)}";

    /// <summary>Whether a number could have been drawn: its shape and its check digit are right.</summary>
    public static bool IsValid(string number) =>
        number is [_, _, _, '-', _, _, _, _, '-', _] && number[..3].All(char.IsAsciiLetterUpper) && number[4..8].All(char.IsAsciiDigit) && number[9] == Check(number[4..8]);

    private static char Check(string digits) => (char)('0' + digits.Aggregate(0, (row, digit) => Damm[row][digit - '0'] - '0'));
}
