namespace Indicators.National.Tables;

/// <summary>What a cell adds up to, and what of it each collective knows: its own part.</summary>
public sealed class Total
{
    private readonly Dictionary<string, ContributedCount> by = [];

    public IReadOnlyDictionary<string, ContributedCount> By => by;
    public long Value { get; private set; }
    public long Rest { get; private set; }
    public bool Entered { get; private set; }

    public static Total Of(IReadOnlyDictionary<string, ContributedCount> by)
    {
        var total = new Total();
        foreach (var (collective, count) in by)
            total.Add(collective, count, entered: false);
        return total;
    }

    public void Add(string collective, ContributedCount count, bool entered)
    {
        by[collective] = by.GetValueOrDefault(collective) + count;
        Value = Value + count.Value;
        Rest = Rest + count.Rest;
        Entered = Entered | entered;
    }
}
