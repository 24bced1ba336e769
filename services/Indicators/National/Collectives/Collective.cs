namespace Indicators.National.Collectives;

/// <summary>A collective as the network knows it. Until the directory has named it, its name is its code.</summary>
public sealed class Collective
{
    public const int LongestName = 100;

    public required string Code { get; init; }
    public required string Name { get; set; }
    public string StateCode { get; private set; } = "";
    public NationalV1.CollectiveType Type { get; private set; }

    /// <summary>The source that speaks for it: the first that brought it. Null for one that was known before sources were pinned.</summary>
    public string? Source { get; set; }

    /// <summary>The arrival from which on its figures are added up with others'; null while its state or type is not known.</summary>
    public long? CountedFrom { get; private set; }

    /// <summary>The digest of its latest release; the next one must name it.</summary>
    public string HeadDigest { get; set; } = "";

    /// <summary>What the directory says. A state and a type that are known stay, for sums by them have been published.</summary>
    /// <param name="now">The latest arrival.</param>
    public void Describe(string name, string state, NationalV1.CollectiveType type, long now)
    {
        Name = name;
        if (CountedFrom is not null)
            return;
        StateCode = state;
        Type = type;
        if (state.Length > 0 && type != NationalV1.CollectiveType.Unspecified)
            CountedFrom = now;
    }
}
