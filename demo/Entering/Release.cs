using Demo.Calling;
using Sangam.Indicators.V1;
using static Sangam.Indicators.V1.Months;

namespace Demo.Entering;

internal sealed partial class Entry
{
    private const int Months = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Whether every month of the year has left the house.</summary>
    public async Task<bool> IsReleasedAsync()
    {
        var months = await new MonthsClient(Team.President.Calls).ListMonthsAsync(new());
        return Enumerable
            .Range(0, Months)
            .All(m =>
                months.Months.Any(x =>
                    x.State is MonthState.Released or MonthState.Locked && new DateOnly(x.Year, x.Month_, 1) == year.First(m)
                )
            );
    }

    /// <summary>
    /// The data steward submits each month once its figures have come together, two of the executive approve it, one of them
    /// releases it.
    /// </summary>
    private async Task ReleaseAsync(Action done)
    {
        for (var month = 0; month < Months; month++)
        {
            await FiguresAsync(month);
            var first = year.First(month);
            MonthRequest Request(string what) =>
                new()
                {
                    RequestId = Id($"{what} {first:yyyy-MM}"),
                    Year = first.Year,
                    Month = first.Month,
                };
            await new MonthsClient(Team.Steward.Calls).SubmitMonthAsync(Request("submit"));
            await new MonthsClient(Team.President.Calls).ApproveMonthAsync(Request("approve"));
            await new MonthsClient(Team.Secretary.Calls).ApproveMonthAsync(Request("approve too"));
            await new MonthsClient(Team.Secretary.Calls).ReleaseMonthAsync(Request("release"));
            done();
        }
    }

    /// <summary>Waits until the events have become exactly the figures that were entered.</summary>
    private async Task FiguresAsync(int month)
    {
        var client = new MonthsClient(Team.Steward.Calls);
        var expected = Figures.Of(Collective, month);
        for (var until = DateTime.UtcNow + Patience; ; await Task.Delay(500))
        {
            var figures = (await client.GetFiguresAsync(new() { Period = year.Month(month) })).Figures.ToDictionary(
                f => f.Part == "" ? f.Indicator : $"{f.Indicator}.{f.Part}",
                f => (f.Value, f.HasDenominator ? f.Denominator : (long?)null)
            );
            var wrong = figures
                .Keys.Union(expected.Keys)
                .Order()
                .Where(name => !Same(figures.GetValueOrDefault(name), expected.GetValueOrDefault(name)))
                .ToList();
            if (wrong.Count == 0)
                return;
            if (DateTime.UtcNow > until)
                throw new DemoFailed($"{Collective.Name}, {year.First(month):MMMM yyyy}: {string.Join("; ", wrong.Select(Difference))}.");

            string Difference(string name) =>
                $"{name} is {Shown(figures.GetValueOrDefault(name))} instead of {Shown(expected.GetValueOrDefault(name))}";
        }

        static string Shown((long Value, long? Denominator) figure) =>
            figure.Denominator is { } denominator ? $"{figure.Value} of {denominator}" : $"{figure.Value}";
        static bool Same((long Value, long? Denominator) a, (long Value, long? Denominator) b) =>
            a.Value == b.Value && (a.Denominator ?? 0) == (b.Denominator ?? 0);
    }
}
