namespace Benchmarks;

/// <summary>
/// One thing that is measured: through the service, and the same by hand. Both do the same work on the same database, one after
/// the other, again and again. To add one, derive it and name it at the end of <c>Program.cs</c>.
/// </summary>
internal abstract class Benchmark(string name, string wanted, int callers = 1)
{
    public string Name => name;

    /// <summary>What is asked of the ratio, e.g. <c>at most 1.5</c>.</summary>
    public string Wanted => wanted;

    /// <summary>How many do it at once.</summary>
    public int Callers => callers;

    /// <summary>Whether the ratio is of the rates (ours divided by the other); of the times at the median otherwise.</summary>
    public virtual bool IsRate => false;

    /// <summary>What it needs before the first turn.</summary>
    public virtual Task PrepareAsync() => Task.CompletedTask;

    /// <param name="caller">Which caller it is, from 0.</param>
    public abstract Task OursAsync(int caller);

    public abstract Task ByHandAsync(int caller);
}
