using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Indicators.Dictionary;

/// <summary>
/// What each indicator means and how it is counted, in one version. Versions are the data files beside this one; a new one is a new
/// file, so that what was released can always be read by the version it was made with.
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
    public static readonly IndicatorDictionary Current = Versions["2026-1"];

    /// <summary>Every part of every indicator, in the dictionary's order.</summary>
    public IReadOnlyList<(Indicator Indicator, IndicatorPart Part)> Parts { get; } = [.. Indicators.SelectMany(i => i.Parts.Select(p => (i, p)))];

    private static Dictionary<string, IndicatorDictionary> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith("dictionary/", StringComparison.Ordinal)).Select(name =>
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize<IndicatorDictionary>(file, Json)!;
        }).ToDictionary(d => d.Version);
    }
}

/// <param name="Code">Its row in the list of indicators, e.g. <c>T4</c>.</param>
public sealed record Indicator(string Code, string Name, string Definition, IReadOnlyList<IndicatorPart> Parts);

/// <param name="Part">Empty for the only or main part.</param>
/// <param name="Counts">How facts become its value.</param>
/// <param name="Fact">The kind of facts it counts; none for those that are not counted from facts.</param>
/// <param name="Categories">Facts of these categories only; null for all.</param>
/// <param name="Qualifier">
/// Facts with this qualifier only; of a ratio, those are the numerator and all are the denominator. Of seats, who holds them: <c>elected</c>, <c>member</c>,
/// <c>sub-group</c>, or <c>rotating</c> for within the limit of terms in a row and not past the last day of the term.
/// </param>
public sealed record IndicatorPart(string Part, V1.IndicatorType Type, string Name, Counts Counts, string? Fact = null, string[]? Categories = null, string? Qualifier = null)
{
    public Span Span => Counts switch
    {
        Counts.Facts or Counts.Amounts => Span.Sum,
        Counts.Members or Counts.Seats or Counts.Holders => Span.Last,
        _ => Span.Anew,
    };
}

/// <summary>What the figure of a quarter or a financial year is to those of its months.</summary>
public enum Span
{
    /// <summary>Their sum; of a ratio, both its parts are.</summary>
    Sum,

    /// <summary>The last one: how things stand on the last day.</summary>
    Last,

    /// <summary>Counted anew: it cannot be had from theirs.</summary>
    Anew,
}

public enum Counts
{
    /// <summary>The facts.</summary>
    Facts,

    /// <summary>The sum of the facts' amounts; of a ratio, of all that these are out of.</summary>
    Amounts,

    /// <summary>The different members the facts are about.</summary>
    Persons,

    /// <summary>The different tokens.</summary>
    Tokens,

    /// <summary>Those who are members on the last day.</summary>
    Members,

    /// <summary>Groups that met with a minute, of all groups that there are on the last day.</summary>
    ActiveGroups,

    /// <summary>Seats held on the last day by those whom the qualifier says, of all seats that there are on that day, vacant ones too. Categories: kinds of office.</summary>
    Seats,

    /// <summary>The same, of those who hold a seat on that day.</summary>
    Holders,
}
