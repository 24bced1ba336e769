namespace Indicators.Dictionary.Dhis2;

/// <summary>What the dictionary's objects are called in DHIS2.</summary>
internal static class Dhis2Codes
{
    public static string Of(string code) => $"SANGAM_{code}";

    public static string Uid(string kind, string code) => Dhis2.Uid.Of(kind, Of(code));
}
