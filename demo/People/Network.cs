using Demo.Calling;
using Demo.Planning;
using Sangam.Indicators.V1;
using static Sangam.National.V1.National;

namespace Demo.People;

/// <summary>The network's own people, who see numbers and never people.</summary>
internal sealed class Network(Person admin)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly NationalClient national = new(admin.Calls);

    /// <summary>The year the demo is entered in: the one that was begun with, or the last that is over.</summary>
    public async Task<Year> YearAsync()
    {
        var periods = await national.ListPeriodsAsync(new() { Type = PeriodType.Month });
        return periods.Periods.Count == 0
            ? Year.LastCompleted()
            : Year.Of(periods.Periods.Select(p => new DateOnly(p.Year, p.Month, 1)).Min());
    }

    /// <summary>Pulls, and holds what the network sees of the year against what was published.</summary>
    public async Task CheckAsync(IReadOnlyList<Collective> collectives, Year year)
    {
        for (var until = DateTime.UtcNow + Patience; ; await Task.Delay(500))
        {
            await national.PullReleasesAsync(new());
            var table = await national.GetTableAsync(new() { Period = year.Period });
            var missing = collectives.SelectMany(c => Missing(c, table.Collectives.FirstOrDefault(r => r.Collective == c.Code))).ToList();
            if (missing.Count == 0)
                return;
            if (DateTime.UtcNow > until)
                throw new DemoFailed($"The network's table for {year} does not show what was entered: {string.Join("; ", missing)}.");
        }
    }

    private static IEnumerable<string> Missing(Collective collective, Sangam.National.V1.CollectiveRow? row)
    {
        if (row?.MonthsReleased is not 12)
            yield return $"{collective.Code} {row?.MonthsReleased ?? 0} of 12 months";
        foreach (var (name, value) in collective.Published)
        {
            var figure = row?.Figures.FirstOrDefault(f => (f.Part == "" ? f.Indicator : $"{f.Indicator}.{f.Part}") == name);
            if (figure is null or { Suppressed: true } || figure.Value != value)
                yield return $"{collective.Code} {name} {(figure is { Suppressed: false } ? figure.Value : "none")} instead of {value}";
        }
    }
}
