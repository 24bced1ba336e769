namespace Indicators.National;

/// <summary>A collective as the network knows it. Until the directory has named it, its name is its code.</summary>
public sealed class Collective
{
    public const int LongestName = 100;

    public required string Code { get; init; }
    public required string Name { get; set; }
    public string StateCode { get; set; } = "";

    /// <summary>The digest of its latest release; the next one must name it.</summary>
    public string HeadDigest { get; set; } = "";
}
