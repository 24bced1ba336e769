using Indicators.Values;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Exchange;

/// <summary>Takes data values as values entered by hand, by the same rules and with the same trace.</summary>
public sealed class ImportValues(IndicatorsDb db, Caller caller, TimeProvider clock)
{
    public async Task<ImportSummary> RunAsync(DataValueSet set, ImportOptions options, CancellationToken cancellationToken)
    {
        var placing = new Placing(Catalogue.Of(options.IdScheme), caller.Collective, options.Strategy == EntryStrategy.Delete);
        placing.Place(set.Values);
        var conflicts = placing.Conflicts;
        var outcomes = Enumerable.Repeat(EntryOutcome.Ignored, set.Values.Count).ToList();

        var standing = await StandingAsync(placing.Placed, cancellationToken);
        var entry = new ValueEntry(db, caller, clock);
        var cells = placing.Placed.Where(p => !p.Key.IsMargin).GroupBy(p => p.Cell).ToLookup(c => c.Any(v => v.Number is null));
        foreach (var deleting in (bool[])[false, true])
        {
            var given = cells[deleting].Select(c => new GivenCell([.. c], standing.GetValueOrDefault(c.Key), deleting)).ToList();
            if (given.Count == 0)
                continue;
            var strategy = deleting ? EntryStrategy.Delete : options.Strategy;
            var weighed = await entry.WeighAsync([.. given.Select(g => g.Given)], strategy, cancellationToken);
            foreach (var (cell, outcome) in given.Zip(weighed))
            foreach (var value in cell.Values)
                if (outcome.Outcome == EntryOutcome.Refused)
                    conflicts.Add(Conflict(value, outcome));
                else
                    outcomes[value.Index] = cell.IsUnchanged(value, outcome) ? EntryOutcome.Ignored : outcome.Outcome;
            if (!options.DryRun)
                entry.Keep(weighed);
        }
        if (!options.DryRun && !(options.Atomic && conflicts.Count > 0))
            await db.SaveChangesAsync(cancellationToken);
        return ImportSummary.Of(options, outcomes, [.. conflicts.OrderBy(c => c.Indexes[0])]);
    }

    private async Task<Dictionary<(ValueKey, Figures.Period), EnteredValue>> StandingAsync(
        IEnumerable<PlacedValue> placed,
        CancellationToken cancellationToken
    )
    {
        var days = placed.Select(p => p.Period.First).Distinct().ToArray();
        var values = await db.StandingValues().Where(v => days.Contains(v.FirstDay)).ToListAsync(cancellationToken);
        return values.ToDictionary(v => (new ValueKey(v.Indicator, v.Part, false, v.AgeBand, v.Gender), v.Period));
    }

    private static ImportConflict Conflict(PlacedValue value, EnteredOutcome refused)
    {
        var (code, property) = (refused.Field, refused.Code) switch
        {
            ("period", "in_the_future") => ("E7641", "period"),
            ("period", _) => ("E7643", "period"),
            (_, "required") => ("E7618", "value"),
            _ => ("E7619", "value"),
        };
        return new(
            ExportQuery.Shown((property == "period" ? value.Given.Period : value.Given.Value) ?? ""),
            refused.Sentence,
            code,
            property,
            [value.Index]
        );
    }
}
