using System.Text.Json;
using System.Text.RegularExpressions;
using Indicators.Dictionary;

namespace Indicators.Tests;

/// <summary>Each way of counting is one file and has its tests.</summary>
public sealed partial class WaysOfCountingTests
{
    private const string Folder = "counting/ways/";

    private static readonly string[] Named =
    [
        .. IndicatorDictionary
            .Versions.Values.SelectMany(d => d.Parts)
            .Select(p => Name(p.Part.Counts))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, string> Files = typeof(IndicatorDictionary)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => name[Folder.Length..], Read);

    [Fact]
    public void Every_way_that_a_dictionary_names_has_a_file_and_every_file_is_used() =>
        Assert.Equal(Named, Files.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_file_says_first_in_words_what_it_counts() =>
        Assert.All(Files.Values, text => Assert.Matches(@"^-- [A-Z].*\.\n", text));

    [Fact]
    public void Every_file_counts_the_rules_of_its_own_way_and_no_other() =>
        Assert.All(
            Files.Where(f => f.Key != Name(Counts.Entered)), // what is entered takes the place of whatever is counted
            file => Assert.Equal([file.Key], CountsOf().Matches(file.Value).Select(m => m.Groups[1].Value))
        );

    [Fact]
    public void Every_way_has_tests_of_its_name() =>
        Assert.All(
            Enum.GetNames<Counts>(),
            way => Assert.NotNull(typeof(WaysOfCountingTests).Assembly.GetType($"Indicators.Tests.Count{way}Tests"))
        );

    private static string Name(Counts way) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{way}");

    private static string Read(string resource)
    {
        using var text = new StreamReader(typeof(IndicatorDictionary).Assembly.GetManifestResourceStream(resource)!);
        return text.ReadToEnd();
    }

    [GeneratedRegex(@"\bcounts = '([a-z-]+)'")]
    private static partial Regex CountsOf();
}
