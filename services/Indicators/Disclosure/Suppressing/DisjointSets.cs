namespace Indicators.Disclosure.Suppressing;

/// <summary>Union–find with path compression (Galler and Fischer 1964).</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] root = [.. Enumerable.Range(0, count)];

    public int Find(int n) => root[n] == n ? n : root[n] = Find(root[n]);

    public void Join(int one, int other) => root[Find(one)] = Find(other);
}
