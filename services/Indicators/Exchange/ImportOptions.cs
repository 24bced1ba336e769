using Indicators.Values;

namespace Indicators.Exchange;

/// <summary>How values are to be taken, in DHIS2's parameters.</summary>
/// <param name="DryRun">Say what would become of them and change nothing.</param>
/// <param name="Atomic">All of them or, when there is a conflict, none; otherwise those without one are taken, all at once.</param>
/// <param name="FirstRowIsHeader">Of CSV.</param>
public sealed record ImportOptions(EntryStrategy Strategy, bool DryRun, bool Atomic, bool FirstRowIsHeader, string IdScheme)
{
    /// <exception cref="Refusal"><c>bad_strategy</c>, <c>bad_option</c>.</exception>
    public static ImportOptions Read(ImportParameters asked) =>
        new(
            asked.ImportStrategy?.ToUpperInvariant() switch
            {
                null or "" or "CREATE_AND_UPDATE" or "NEW_AND_UPDATES" => EntryStrategy.CreateAndUpdate,
                "CREATE" or "NEW" => EntryStrategy.Create,
                "UPDATE" or "UPDATES" => EntryStrategy.Update,
                "DELETE" or "DELETES" => EntryStrategy.Delete,
                _ => throw Refusal.Invalid(
                    "importStrategy",
                    "bad_strategy",
                    "importStrategy may be CREATE, UPDATE, CREATE_AND_UPDATE or DELETE."
                ),
            },
            Flag(asked.DryRun, "dryRun", usually: false),
            Flag(asked.Atomic, "atomic", usually: false),
            Flag(asked.FirstRowIsHeader, "firstRowIsHeader", usually: true),
            asked.IdScheme ?? ""
        );

    private static bool Flag(string? value, string name, bool usually) =>
        value?.ToUpperInvariant() switch
        {
            null or "" => usually,
            "TRUE" => true,
            "FALSE" => false,
            _ => throw Refusal.Invalid(name, "bad_option", $"{name} may be true or false."),
        };
}
