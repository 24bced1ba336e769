namespace Indicators.Dictionary;

/// <summary>A version of the dictionary in another language than English. Mending a translation changes no figure, so it is no new version.</summary>
/// <param name="Language">Its code, e.g. <c>te</c>.</param>
/// <param name="Indicators">By the code of the indicator.</param>
public sealed record Translation(string Version, string Language, IReadOnlyDictionary<string, IndicatorWords> Indicators);

/// <param name="Parts">Their names, by part.</param>
public sealed record IndicatorWords(string Name, string Definition, IReadOnlyDictionary<string, string> Parts);
