using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Indicators.Dictionary;

/// <summary>
/// What each indicator means and how it is counted, in one version. Versions are the data files beside this one; a new one is a new
/// file, so that what was released can always be read by the version it was made with. A language is a file beside its version.
/// </summary>
public sealed record IndicatorDictionary(string Version, IReadOnlyList<Indicator> Indicators)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    public static readonly IReadOnlyDictionary<string, IndicatorDictionary> Versions = Read();

    /// <summary>The version by which figures are made now.</summary>
    public static readonly IndicatorDictionary Current = Versions["2026-2"];

    /// <summary>Every part of every indicator, in the dictionary's order.</summary>
    public IReadOnlyList<(Indicator Indicator, IndicatorPart Part)> Parts { get; } =
    [.. Indicators.SelectMany(i => i.Parts.Select(p => (i, p)))];

    /// <summary>What it says in the languages other than English, by their codes.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, Translation> Translations { get; private init; } = new Dictionary<string, Translation>();

    /// <summary>The languages this version is there in, English first.</summary>
    [JsonIgnore]
    public IEnumerable<string> Languages =>
        Dictionary.Languages.All.Where(l => l == Dictionary.Languages.English || Translations.ContainsKey(l));

    /// <summary>What it says in a language, or in English if it is not there in it.</summary>
    public Translation In(string language) => Translations.GetValueOrDefault(language) ?? Translation.English(this);

    private static Dictionary<string, IndicatorDictionary> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = assembly
            .GetManifestResourceNames()
            .Where(n => n.StartsWith("dictionary/", StringComparison.Ordinal))
            .ToLookup(n => n.Contains('.', StringComparison.Ordinal));
        var translations = files[true].Select(Open<Translation>).ToLookup(t => t.Version);
        return files[false]
            .Select(Open<IndicatorDictionary>)
            .ToDictionary(d => d.Version, d => d with { Translations = translations[d.Version].ToDictionary(t => t.Language) });

        T Open<T>(string name)
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize<T>(file, Json)!;
        }
    }
}

/// <param name="Code">Its row in the list of indicators, e.g. <c>T4</c>.</param>
/// <param name="Sources">The types of the events it is counted from; none where nothing is told: it is entered by hand or asked
/// in a survey.</param>
/// <param name="Period">The shortest period it is made for.</param>
/// <param name="PublicThreshold">The least count that is shown to the public: 11 for figures about violence, HIV or the law,
/// else 5. The network's is always 5.</param>
public sealed record Indicator(
    string Code,
    string Name,
    string Definition,
    IReadOnlyList<IndicatorPart> Parts,
    IReadOnlyList<string>? Sources = null,
    V1.PeriodType Period = V1.PeriodType.Month,
    int PublicThreshold = Indicator.NetworkThreshold
)
{
    /// <summary>The least count that leaves the house (k).</summary>
    public const int NetworkThreshold = 5;

    public IReadOnlyList<string> Sources { get; } = Sources ?? [];
}

/// <param name="Part">Empty for the only or main part.</param>
/// <param name="Counts">How facts become its value.</param>
/// <param name="Fact">The kind of facts it counts; none for those that are not counted from facts of one kind.</param>
/// <param name="Categories">Facts of these categories only; null for all.</param>
/// <param name="Qualifier">
/// Facts with this qualifier only; of a ratio, those are the numerator and all are the denominator. Of seats, who holds them:
/// <c>elected</c>, <c>member</c>,
/// <c>sub-group</c>, or <c>rotating</c> for within the limit of terms in a row and not past the last day of the term.
/// </param>
/// <param name="Unit">What its value is a number of; of a ratio, both parts. The exception is a median, see <see
/// cref="Counts.MedianDays"/>.</param>
/// <param name="Breakdown">It is about members, so it is also made by age band and gender.</param>
/// <param name="Longer">What the figure of a longer period is to those of its months, where the way of counting does not say.</param>
public sealed record IndicatorPart(
    string Part,
    V1.IndicatorType Type,
    string Name,
    Counts Counts,
    string? Fact = null,
    string[]? Categories = null,
    string? Qualifier = null,
    V1.Unit Unit = V1.Unit.Count,
    bool Breakdown = false,
    Span? Longer = null
)
{
    /// <summary>Counted from records, rather than entered by hand or asked in a survey.</summary>
    public bool IsCounted => Counts is not (Counts.Entered or Counts.Survey);

    /// <summary>It has two numbers: of a ratio or a survey the value is the numerator.</summary>
    public bool HasDenominator => Type is V1.IndicatorType.Ratio or V1.IndicatorType.Survey;

    /// <summary>Its value is a part of its denominator: a ratio or survey, but not a median.</summary>
    public bool IsShare => HasDenominator && Counts is not Counts.MedianDays;

    public Span Span =>
        Longer
        ?? Counts switch
        {
            Counts.Facts or Counts.Amounts or Counts.Survey => Span.Sum,
            Counts.Members or Counts.Seats or Counts.Holders => Span.Last,
            Counts.Entered => Type switch
            {
                V1.IndicatorType.Stock => Span.Last,
                V1.IndicatorType.Flow or V1.IndicatorType.Ratio => Span.Sum,
                _ => Span.Anew,
            },
            _ => Span.Anew,
        };
}
