using System.Collections.Concurrent;
using Spectre.Console;

namespace Demo;

/// <summary>Shows how far each collective is: bars on a terminal, now and then a line elsewhere.</summary>
internal sealed class Progress
{
    private static readonly TimeSpan EachLine = TimeSpan.FromSeconds(3);
    private readonly IReadOnlyDictionary<string, int> steps;
    private readonly ConcurrentDictionary<string, (int Done, string What)> so = [];

    private Progress(IReadOnlyDictionary<string, int> steps) => this.steps = steps;

    /// <param name="steps">How many steps each will take, by the name to show.</param>
    public static async Task ShowAsync(IReadOnlyDictionary<string, int> steps, Func<Progress, Task> work)
    {
        if (steps.Count == 0)
            return;
        var progress = new Progress(steps);
        var done = Task.Run(() => work(progress));
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            await progress.LinesAsync(done);
        else
            await AnsiConsole.Progress().StartAsync(bars => progress.BarsAsync(bars, done));
        await done;
    }

    public void Done(string name, string what) => so.AddOrUpdate(name, (1, what), (_, before) => (before.Done + 1, what));

    private async Task BarsAsync(ProgressContext bars, Task done)
    {
        var bar = steps.ToDictionary(s => s.Key, s => bars.AddTask(Markup.Escape(s.Key), maxValue: s.Value));
        for (var last = false; !last; )
        {
            last = await Task.WhenAny(done, Task.Delay(100)) == done;
            foreach (var (name, task) in bar)
            {
                task.Value = so.GetValueOrDefault(name).Done;
                task.Description = Markup.Escape($"{name} {so.GetValueOrDefault(name).What}");
            }
        }
    }

    private async Task LinesAsync(Task done)
    {
        for (var last = false; !last; )
        {
            last = await Task.WhenAny(done, Task.Delay(EachLine)) == done;
            if (!done.IsFaulted)
                Console.WriteLine(string.Join(" · ", steps.Select(s => $"{s.Key} {100 * so.GetValueOrDefault(s.Key).Done / s.Value} %")));
        }
    }
}
