using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Indicators.Dictionary;

namespace Indicators.Figures.Counting;

/// <summary>
/// The one statement that counts figures, put together from the files beside this one. A way of counting is a file in
/// <c>Ways</c>, named as the dictionary names the way; it says in its first lines what it counts.
/// </summary>
/// <remarks>
/// A way selects <c>period, rule, age_band, gender, entered, value, denominator</c> for the rules of its name in <c>asked</c>, a
/// row for each age band and gender if it counts members and one without either if it does not. To add one: a member of <see
/// cref="Counts"/> and of its message in <c>dictionary.proto</c>, and its file. All ways are asked in one round trip.
/// </remarks>
internal static class CountingStatement
{
    private const string Folder = "counting/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The statement of each way of counting.</summary>
    public static readonly IReadOnlyDictionary<Counts, string> Ways = ReadWays();

    public static readonly string Text = $"""
        with {Read("asked")},
        {Read("entered-values")},
        {Read("records")},
        counted as (
        {string.Join("union all\n", Ways.Where(w => w.Key != Counts.Entered).Select(w => w.Value))}
        ),
        entered as (
        {Ways[Counts.Entered]}
        ),
        {Read("figures")}
        """;

    /// <summary>How each part of the current dictionary is counted, for the statement; a rule is its place in the dictionary.</summary>
    public static readonly string Rules = JsonSerializer.Serialize(
        IndicatorDictionary.Current.Parts.Select(
            (p, rule) =>
                new
                {
                    Rule = rule,
                    Indicator = p.Indicator.Code,
                    p.Part.Part,
                    p.Part.Counts,
                    p.Part.Fact,
                    p.Part.Categories,
                    p.Part.Qualifier,
                    p.Part.Span,
                    p.Part.IsCounted,
                    p.Part.Breakdown,
                    p.Part.HasDenominator,
                    Quarterly = p.Indicator.Period != V1.PeriodType.Month,
                }
        ),
        Json
    );

    /// <exception cref="InvalidOperationException">A way of counting has no file, or a file is none's.</exception>
    private static Dictionary<Counts, string> ReadWays()
    {
        const string ways = $"{Folder}ways/";
        var files = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(ways, StringComparison.Ordinal))
            .Select(name => name[ways.Length..])
            .ToHashSet();
        var names = Enum.GetValues<Counts>().ToDictionary(way => way, way => JsonNamingPolicy.KebabCaseLower.ConvertName($"{way}"));
        files.SymmetricExceptWith(names.Values);
        return files.Count == 0
            ? names.ToDictionary(n => n.Key, n => Read($"ways/{n.Value}"))
            : throw new InvalidOperationException(
                "Each way of counting in Counts has a file of its name in Figures/Counting/Ways, and each file a way. "
                    + $"Look at: {string.Join(", ", files)}."
            );
    }

    private static string Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)!;
        using var text = new StreamReader(file);
        return text.ReadToEnd();
    }
}
