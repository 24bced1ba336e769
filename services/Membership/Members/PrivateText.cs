using System.Globalization;
using Sangam.Security;

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
        return text.Length == 0 ? "" : ReadPhone(text) ?? throw Refusal.Invalid("phone", "bad_phone", "Write the ten digits of the mobile number.");
    }

    /// <summary>The ten digits of a mobile number, or null when the text is something else.</summary>
    public static string? ReadPhone(string text)
    {
        var digits = string.Concat(text.Where(c => c is not (' ' or '-' or '+' or '(' or ')')).Select(c => CharUnicodeInfo.GetDecimalDigitValue(c)));
        if (digits.Length == 12 && digits.StartsWith("91", StringComparison.Ordinal)) digits = digits[2..];
        if (digits.Length == 11 && digits[0] == '0') digits = digits[1..];
        return digits.Length == 10 && digits[0] >= '6' && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    extension(Vault vault)
    {
        /// <summary>What a member is found by when somebody knows her whole phone number; null for none.</summary>
        public async Task<string?> PhoneDigestAsync(string phone, CancellationToken cancellationToken) =>
            phone.Length == 0 ? null : await vault.DigestAsync("phone", phone, cancellationToken);
    }
}
