namespace Indicators.National;

/// <summary>How far one source was read.</summary>
public sealed class Pull
{
    /// <summary>The address of its gateway.</summary>
    public required string Source { get; init; }

    public string Cursor { get; set; } = "";

    /// <summary>When it was last read to its end; null for never.</summary>
    public DateTimeOffset? PulledAt { get; set; }
}
