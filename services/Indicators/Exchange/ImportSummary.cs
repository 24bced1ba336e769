using System.ComponentModel;
using Indicators.Values;

namespace Indicators.Exchange;

/// <summary>What became of an import, as DHIS2 tells it.</summary>
/// <param name="ResponseType">Always <c>ImportSummary</c>.</param>
/// <param name="Status"><c>SUCCESS</c>; <c>WARNING</c> when some values were in conflict and the others were taken;
/// <c>ERROR</c> when none was taken.</param>
/// <param name="Description">The same in a sentence.</param>
/// <param name="Conflicts">What stood in the way, a conflict for each value; empty when nothing did.</param>
/// <param name="DataSetComplete">Always <c>false</c>: a month is complete when the collective's people say so.</param>
[Description("What became of an import.")]
public sealed record ImportSummary(
    string ResponseType,
    string Status,
    ImportSummary.Asked ImportOptions,
    string Description,
    ImportSummary.Count ImportCount,
    IReadOnlyList<ImportConflict> Conflicts,
    string DataSetComplete
)
{
    /// <summary>As it was asked for.</summary>
    public sealed record Asked(string IdScheme, bool DryRun, bool Atomic, string ImportStrategy);

    /// <summary>Of data values: taken for the first time, changed, left as they were (also those in conflict), taken back.</summary>
    public sealed record Count(int Imported, int Updated, int Ignored, int Deleted);

    public static ImportSummary Of(ImportOptions options, IReadOnlyList<EntryOutcome> outcomes, IReadOnlyList<ImportConflict> conflicts)
    {
        var nothing = options.Atomic && conflicts.Count > 0 || conflicts.Count == outcomes.Count && conflicts.Count > 0;
        int Of(EntryOutcome outcome) => nothing ? 0 : outcomes.Count(o => o == outcome);
        var imported = Of(EntryOutcome.Created);
        var updated = Of(EntryOutcome.Updated);
        var deleted = Of(EntryOutcome.Deleted);
        var (status, sentence) =
            conflicts.Count == 0 ? ("SUCCESS", "There was no conflict.")
            : nothing ? ("ERROR", "Nothing was taken: look at the conflicts.")
            : ("WARNING", "Some values were not taken: look at the conflicts.");
        return new(
            "ImportSummary",
            status,
            new(
                options.IdScheme.Length == 0 ? "CODE" : options.IdScheme.ToUpperInvariant(),
                options.DryRun,
                options.Atomic,
                Word(options.Strategy)
            ),
            options.DryRun ? $"This was a dry run, so nothing was changed. {sentence}" : sentence,
            new(imported, updated, outcomes.Count - imported - updated - deleted, deleted),
            conflicts,
            "false"
        );
    }

    private static string Word(EntryStrategy strategy) =>
        strategy switch
        {
            EntryStrategy.Create => "CREATE",
            EntryStrategy.Update => "UPDATE",
            EntryStrategy.Delete => "DELETE",
            _ => "CREATE_AND_UPDATE",
        };
}

/// <summary>Why one value was not taken.</summary>
/// <param name="Object">What is wrong, as it was written.</param>
/// <param name="Value">A sentence fit to show.</param>
/// <param name="ErrorCode">DHIS2's, E76xx.</param>
/// <param name="Property">The field of the data value that is wrong.</param>
/// <param name="Indexes">Its place among the values, the first is 0.</param>
public sealed record ImportConflict(string Object, string Value, string ErrorCode, string Property, IReadOnlyList<int> Indexes);
