using System.Globalization;

namespace Membership.Members;

/// <summary>Reads what is kept encrypted.</summary>
public static class PrivateText
{
    public static string LegalName(string value) => Input.Optional(value, "legal_name", Member.LongestName);

    /// <summary>An Indian mobile number: ten digits of any script, however they were spaced, with or without +91 or 0; empty for none.</summary>
    /// <exception cref="Refusal"><c>bad_phone</c>.</exception>
    public static string Phone(string value)
    {
        var text = Input.Optional(value, "phone", 20);
        if (text.Length == 0) return "";
        var digits = string.Concat(text.Where(c => c is not (' ' or '-' or '+' or '(' or ')')).Select(c => CharUnicodeInfo.GetDecimalDigitValue(c)));
        if (digits.Length == 12 && digits.StartsWith("91", StringComparison.Ordinal)) digits = digits[2..];
        if (digits.Length == 11 && digits[0] == '0') digits = digits[1..];
        return digits.Length == 10 && digits[0] >= '6' && digits.All(char.IsAsciiDigit) ? digits
            : throw Refusal.Invalid("phone", "bad_phone", "Write the ten digits of the mobile number.");
    }
}
