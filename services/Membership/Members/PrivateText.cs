using PhoneNumbers;
using Sangam.Security;

namespace Membership.Members;

/// <summary>Reads what is kept encrypted.</summary>
public static class PrivateText
{
    private const string Here = "IN";
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    public static string LegalName(string value) => Input.Optional(value, "legal_name", Member.LongestName);

    /// <summary>
    /// A mobile number in the one form that is kept and compared: of India its ten digits, of elsewhere E.164
    /// (<c>+9779841234567</c>). It may be written in digits of any script, however spaced, with or without +91 or 0; empty for
    /// none.
    /// </summary>
    /// <exception cref="Refusal"><c>bad_phone</c>.</exception>
    public static string Phone(string value)
    {
        var text = Input.Optional(value, "phone", 20);
        if (text.Length == 0)
            return "";
        return Read(text) is { } number && Numbers.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
            ? Kept(number)
            : throw Refusal.Invalid(
                "phone",
                "bad_phone",
                "Write the ten digits of the mobile number. For another country, begin with + and its code."
            );
    }

    /// <summary>
    /// The number in the form that is kept, or null when the text is something else. Any number is looked for that could be one, also of a
    /// series that is not yet known to have been given out.
    /// </summary>
    public static string? ReadPhone(string text) => Read(text) is { } number && Numbers.IsPossibleNumber(number) ? Kept(number) : null;

    private static PhoneNumber? Read(string text)
    {
        if (text.Any(char.IsLetter))
            return null; // the library would take letters for those on the keys
        try
        {
            var number = Numbers.Parse(text, Here);
            return number.HasExtension ? null : number;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string Kept(PhoneNumber number) =>
        number.CountryCode == Numbers.GetCountryCodeForRegion(Here)
            ? Numbers.GetNationalSignificantNumber(number)
            : Numbers.Format(number, PhoneNumberFormat.E164);

    extension(Vault vault)
    {
        /// <summary>What a member is found by when somebody knows her whole phone number; null for none.</summary>
        public async Task<string?> PhoneDigestAsync(string phone, CancellationToken cancellationToken) =>
            phone.Length == 0 ? null : await vault.DigestAsync("phone", phone, cancellationToken);
    }
}
