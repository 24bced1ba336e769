using System.Collections.Concurrent;
using System.Diagnostics;

namespace Benchmarks;

/// <summary>What a repeated action took: its rate with several callers at once, and the median and 99th percentile of one.</summary>
internal sealed record Measured(double PerSecond, double MedianMs, double P99Ms)
{
    /// <summary>
    /// Runs both in turns, several rounds each, so that whatever else the machine does falls on both alike; the best round of
    /// each counts.
    /// </summary>
    /// <param name="callers">How many at once.</param>
    /// <param name="ours">Ours; it is told which caller it is.</param>
    /// <param name="bare">What it is measured against.</param>
    public static async Task<(Measured Ours, Measured Bare)> SideBySideAsync(
        int callers,
        Func<int, Task> ours,
        Func<int, Task> bare,
        int rounds = 5,
        double seconds = 1.5
    )
    {
        var best = new Measured(0, 0, 0);
        var bestBare = new Measured(0, 0, 0);
        await RoundAsync(callers, ours, seconds); // compiled, cached and connected
        await RoundAsync(callers, bare, seconds);
        for (var round = 0; round < rounds; round++)
        {
            var a = await RoundAsync(callers, ours, seconds);
            var b = await RoundAsync(callers, bare, seconds);
            if (a.PerSecond > best.PerSecond)
                best = a;
            if (b.PerSecond > bestBare.PerSecond)
                bestBare = b;
        }
        return (best, bestBare);
    }

    private static async Task<Measured> RoundAsync(int callers, Func<int, Task> action, double seconds)
    {
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        while (clock.Elapsed.TotalSeconds < seconds)
                        {
                            var began = Stopwatch.GetTimestamp();
                            await action(caller);
                            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                        }
                    })
                )
        );
        var took = clock.Elapsed.TotalSeconds;
        var sorted = times.Order().ToArray();
        return new(sorted.Length / took, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }
}
