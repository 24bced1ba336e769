namespace Indicators.Dictionary;

/// <summary>
/// What a version of the dictionary says in one language; the languages other than English are files of their own. Mending a
/// translation changes no figure, so it is no new version.
/// </summary>
/// <param name="Language">Its code, e.g. <c>te</c>.</param>
/// <param name="Indicators">By the code of the indicator.</param>
/// <param name="Words">What names in an export are put together from: its English, and what that is in this language.</param>
public sealed record Translation(
    string Version,
    string Language,
    IReadOnlyDictionary<string, IndicatorWords> Indicators,
    IReadOnlyDictionary<string, string> Words
)
{
    public IndicatorWords Of(Indicator indicator) => Indicators[indicator.Code];

    public string Word(string english) => Words.GetValueOrDefault(english, english);

    public static Translation English(IndicatorDictionary dictionary) =>
        new(
            dictionary.Version,
            Languages.English,
            dictionary.Indicators.ToDictionary(
                i => i.Code,
                i => new IndicatorWords(i.Name, i.Definition, i.Parts.ToDictionary(p => p.Part, p => p.Name))
            ),
            new Dictionary<string, string>()
        );
}

/// <param name="Parts">Their names, by part.</param>
public sealed record IndicatorWords(string Name, string Definition, IReadOnlyDictionary<string, string> Parts);
