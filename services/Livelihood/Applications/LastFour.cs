using Livelihood.Entitlements;

namespace Livelihood.Applications;

/// <summary>
/// The last four digits of an Aadhaar, by which she knows her card again. What is longer is refused unread and kept nowhere.
/// </summary>
internal static class LastFour
{
    /// <exception cref="Refusal"><c>never_the_number</c>, <c>aadhaar_only</c>, <c>four_digits</c>.</exception>
    public static string Of(string value, Code entitlement)
    {
        var digits = value.Trim();
        if (digits.Length == 0)
            return "";
        if (digits.Length > 4)
            throw Refusal.Invalid("last_four", "never_the_number", "Never write the whole number here. Only its last four digits.");
        if (entitlement != Entitlement.Aadhaar)
            throw Refusal.Invalid("last_four", "aadhaar_only", "This is only for an Aadhaar.");
        return digits.Length == 4 && digits.All(char.IsAsciiDigit)
            ? digits
            : throw Refusal.Invalid("last_four", "four_digits", "Write exactly the last four digits.");
    }
}
