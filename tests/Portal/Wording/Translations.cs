using System.Xml.Linq;

namespace Portal.Tests;

internal sealed record Translation(string Area, string Language, string Key, string Text);

/// <summary>What stands in <c>portal/Resources</c>, one file for each area and language.</summary>
internal static class Translations
{
    private static readonly Lazy<IReadOnlyList<Translation>> Known = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "portal/Resources"), "*.resx").SelectMany(Of)]
    );

    public static IReadOnlyList<Translation> All => Known.Value;

    /// <summary>The languages that the portal is translated into; English stands in the pages.</summary>
    public static IReadOnlyList<string> Languages => [.. All.Select(one => one.Language).Distinct()];

    public static ILookup<(string Area, string Language), string> Keys { get; } =
        All.ToLookup(one => (one.Area, one.Language), one => one.Key);

    private static IEnumerable<Translation> Of(string file)
    {
        var name = Path.GetFileName(file).Split('.');
        return XDocument
            .Load(file)
            .Root!.Elements("data")
            .Select(entry => new Translation(name[0], name[1], entry.Attribute("name")!.Value, entry.Element("value")!.Value));
    }
}
