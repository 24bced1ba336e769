using Indicators.Figures;
using Microsoft.EntityFrameworkCore;
using Sangam.Common.V1;
using Sangam.Security;

namespace Indicators.Values;

/// <summary>A value as somebody gives it, for one cell of one period.</summary>
/// <param name="Period">Null when there is no such period.</param>
/// <param name="Value">Null to take it back: with <see cref="EntryStrategy.Delete"/> alone.</param>
/// <param name="Denominator">Of a ratio or a survey, and of nothing else.</param>
public sealed record GivenValue(
    string Indicator,
    string Part,
    Period? Period,
    AgeBand AgeBand,
    Gender Gender,
    long? Value,
    long? Denominator = null,
    string Note = ""
);

/// <summary>What may become of values, as DHIS2's <c>importStrategy</c> has it. What a strategy does not do is ignored.</summary>
public enum EntryStrategy
{
    CreateAndUpdate,
    Create,
    Update,
    Delete,
}

public enum EntryOutcome
{
    Created,
    Updated,
    Deleted,
    Ignored,
    Refused,
}

/// <summary>What becomes of one value.</summary>
/// <param name="Code">Why it is ignored (<c>unchanged</c>, <c>exists</c>, <c>not_there</c>) or refused; empty otherwise.</param>
/// <param name="Sentence">The same in plain words.</param>
/// <param name="Field">Which of its fields is refused.</param>
public sealed record EnteredOutcome(GivenValue Given, EntryOutcome Outcome, string Code = "", string Sentence = "", string Field = "")
{
    /// <summary>The revision that it will be; 0 when nothing is kept.</summary>
    public int Revision { get; init; }
}

/// <summary>
/// Entering values by hand or from a file: first each is weighed, which changes nothing, then those that hold are kept. A dry run stops in
/// between; whoever wants all or nothing keeps nothing when one is refused.
/// </summary>
public sealed class ValueEntry(IndicatorsDb db, Caller caller, TimeProvider clock)
{
    /// <summary>So many at a time.</summary>
    public const int Most = 5_000;

    /// <summary>What would become of each value, in the order in which they are given.</summary>
    public async Task<IReadOnlyList<EnteredOutcome>> WeighAsync(
        IReadOnlyList<GivenValue> values,
        EntryStrategy strategy,
        CancellationToken cancellationToken
    )
    {
        var rules = new EntryRules(clock.Today, (await db.RecordsSinceAsync(cancellationToken)).Month, strategy);
        var days = values.Where(v => v.Period is not null).Select(v => v.Period!.Value.First).Distinct().ToArray();
        var words = await db.EnteredValues.AsNoTracking().Where(v => days.Contains(v.FirstDay)).ToListAsync(cancellationToken);
        var latest = words
            .GroupBy(w => (w.Indicator, w.Part, (Period?)w.Period, w.AgeBand, w.Gender))
            .ToDictionary(g => g.Key, g => g.MaxBy(w => w.Revision)!);
        var seen = new HashSet<(string, string, Period?, AgeBand, Gender)>();
        return
        [
            .. values.Select(given =>
            {
                var key = (given.Indicator, given.Part, given.Period, given.AgeBand, given.Gender);
                if (rules.Refusal(given) is { } refusal)
                    return refusal;
                return seen.Add(key)
                    ? Become(given, latest.GetValueOrDefault(key), strategy)
                    : new(given, EntryOutcome.Refused, "twice", "This value is given twice.", "indicator");
            }),
        ];
    }

    /// <summary>Adds those that are neither refused nor ignored, to be saved by the caller.</summary>
    public void Keep(IEnumerable<EnteredOutcome> weighed)
    {
        var words = weighed
            .Where(o => o.Revision > 0)
            .Select(o => new EnteredValue
            {
                Indicator = o.Given.Indicator,
                Part = o.Given.Part,
                PeriodType = o.Given.Period!.Value.Type,
                FirstDay = o.Given.Period.Value.First,
                AgeBand = o.Given.AgeBand,
                Gender = o.Given.Gender,
                Revision = o.Revision,
                Value = o.Outcome == EntryOutcome.Deleted ? null : o.Given.Value,
                Denominator = o.Outcome == EntryOutcome.Deleted ? null : o.Given.Denominator,
                EnteredBy = caller.Account,
                EnteredAt = clock.Now,
                Note = o.Given.Note,
            })
            .ToList();
        if (words.Count == 0)
            return;
        db.EnteredValues.AddRange(words);
        db.Audit(Permission.FiguresEnter, words[0].Id);
    }

    private static EnteredOutcome Become(GivenValue given, EnteredValue? latest, EntryStrategy strategy)
    {
        var there = latest?.Value is not null;
        var next = (latest?.Revision ?? 0) + 1;
        return (strategy, there) switch
        {
            (EntryStrategy.Delete, true) => new(given, EntryOutcome.Deleted) { Revision = next },
            (EntryStrategy.Delete or EntryStrategy.Update, false) => new(
                given,
                EntryOutcome.Ignored,
                "not_there",
                "Nothing was entered here."
            ),
            (EntryStrategy.Create, true) => new(given, EntryOutcome.Ignored, "exists", "Something was entered here already."),
            (_, false) => new(given, EntryOutcome.Created) { Revision = next },
            _ when (latest!.Value, latest.Denominator) == (given.Value, given.Denominator)
                    && (given.Note.Length == 0 || given.Note == latest.Note) => new(
                given,
                EntryOutcome.Ignored,
                "unchanged",
                "This is what was entered already."
            ),
            _ => new(given, EntryOutcome.Updated) { Revision = next },
        };
    }
}
