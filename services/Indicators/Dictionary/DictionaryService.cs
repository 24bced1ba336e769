namespace Indicators.Dictionary;

/// <summary>What is counted and what it means; each rpc is in the file of its name.</summary>
public sealed partial class DictionaryService : V1.Dictionary.DictionaryBase
{
    /// <exception cref="Refusal"><c>version</c>, <c>unknown_choice</c>.</exception>
    private static IndicatorDictionary Find(string version) =>
        version.Length == 0
            ? IndicatorDictionary.Current
            : IndicatorDictionary.Versions.GetValueOrDefault(version)
                ?? throw Refusal.Invalid("version", "unknown_choice", "There is no such version of the dictionary.");
}
