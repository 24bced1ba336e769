using System.Security.Cryptography;
using Indicators.Dictionary;
using Indicators.Facts;
using Sangam.Events;

namespace Indicators.Tests;

/// <summary>What the dictionary holds, as data.</summary>
public sealed class DictionaryTests
{
    private static readonly IndicatorDictionary Current = IndicatorDictionary.Current;

    [Fact]
    public void Every_row_there_is_has_its_entry()
    {
        IEnumerable<string> rows = [.. Rows('G', 10), .. Rows('T', 7), .. Rows('L', 13), .. Rows('P', 11), .. Rows('K', 4)];

        Assert.Equal(rows, Current.Indicators.Select(i => i.Code));

        static IEnumerable<string> Rows(char letter, int count) => Enumerable.Range(1, count).Select(n => $"{letter}{n}");
    }

    [Theory]
    [InlineData("te", '\u0C00', '\u0C7F')]
    [InlineData("hi", '\u0900', '\u097F')]
    [InlineData("gu", '\u0A80', '\u0AFF')]
    [InlineData("bn", '\u0980', '\u09FF')]
    public void Every_name_and_definition_is_there_in_every_language_in_its_own_script(string language, char first, char last)
    {
        var words = Current.Translations[language];
        var english = Current.In("en");

        Assert.Equal(Current.Indicators.Select(i => i.Code), words.Indicators.Keys);
        foreach (var indicator in Current.Indicators)
        {
            var said = words.Of(indicator);
            var inEnglish = english.Of(indicator);
            Assert.Equal(indicator.Parts.Select(p => p.Part), said.Parts.Keys);
            Assert.All(
                [
                    (said.Name, inEnglish.Name),
                    (said.Definition, inEnglish.Definition),
                    .. said.Parts.Select(p => (p.Value, inEnglish.Parts[p.Key])),
                ],
                text => IsSaid(text.Item1, text.Item2)
            );
            Assert.EndsWith(language is "hi" or "bn" ? "।" : ".", said.Definition, StringComparison.Ordinal);
        }
        Assert.All(words.Words, word => IsSaid(word.Value, word.Key));
        Assert.Equal(Current.Translations["te"].Words.Keys, words.Words.Keys);

        void IsSaid(string text, string inEnglish)
        {
            Assert.Equal(text.Trim(), text);
            Assert.NotEqual(inEnglish, text);
            // Names that are written in Latin letters everywhere.
            Assert.Contains(text, letter => letter >= first && letter <= last);
            Assert.DoesNotContain(text.Replace("COPI", "", StringComparison.Ordinal), char.IsAsciiLetter);
            // No letter of another of the languages has slipped in; the stroke that ends a sentence is shared.
            Assert.DoesNotContain(
                text,
                letter => letter is >= '\u0900' and <= '\u0C7F' && letter != '।' && (letter < first || letter > last)
            );
        }
    }

    [Fact]
    public void No_definition_says_the_same_as_another_in_any_language()
    {
        foreach (var words in Languages.All.Select(Current.In))
        {
            Assert.Equal(words.Indicators.Count, words.Indicators.Values.Select(i => i.Definition).Distinct().Count());
            Assert.Equal(words.Indicators.Count, words.Indicators.Values.Select(i => i.Name).Distinct().Count());
            Assert.All(words.Indicators.Values, i => Assert.Equal(i.Parts.Count, i.Parts.Values.Distinct().Count()));
        }
    }

    [Fact]
    public void What_is_counted_names_events_that_there_are_and_the_rest_names_none()
    {
        var told = typeof(IEvent)
            .Assembly.GetTypes()
            .Where(t => t is { IsInterface: false } && t.IsAssignableTo(typeof(IEvent)))
            .Select(t => EventTypeAttribute.Of(t).Type)
            .ToHashSet();
        var counted = Current.Indicators.Where(i => i.Parts.Any(p => p.IsCounted)).ToList();

        Assert.All(counted, i => Assert.NotEmpty(i.Sources));
        Assert.All(Current.Indicators.Except(counted), i => Assert.Empty(i.Sources));
        Assert.Empty(Current.Indicators.SelectMany(i => i.Sources).Except(told));
        // Every event about something that is counted is the source of a figure.
        Assert.Empty(
            told.Where(t => !t.StartsWith("indicators.", StringComparison.Ordinal)).Except(Current.Indicators.SelectMany(i => i.Sources))
        );
    }

    [Fact]
    public void Only_what_no_event_tells_is_entered_or_asked()
    {
        Assert.Equal(
            ["T2", "T3", "L9", "L10", "L11", "L12", "L13", "P1", "P2", "P3", "P6", "P7", "P9", "P10", "P11"],
            Made(Counts.Entered)
        );
        Assert.Equal(["T6", "K1", "K2", "K3", "K4"], Made(Counts.Survey));

        static IEnumerable<string> Made(Counts counts) =>
            Current.Indicators.Where(i => i.Parts.All(p => p.Counts == counts)).Select(i => i.Code);
    }

    [Fact]
    public void Rules_name_kinds_of_facts_that_there_are_and_each_type_has_what_it_needs()
    {
        Assert.Empty(Current.Parts.Select(p => p.Part.Fact).OfType<string>().Except(FactKind.All));
        Assert.All(
            Current.Parts.Where(p => p.Part.Counts is Counts.Facts or Counts.Amounts or Counts.Persons or Counts.Tokens),
            p => Assert.NotNull(p.Part.Fact)
        );
        Assert.All(
            Current.Parts.Where(p => p.Part.Type == V1.IndicatorType.Unique),
            p => Assert.Equal((V1.Unit.People, Span.Anew), (p.Part.Unit, p.Part.Span))
        );
        Assert.All(Current.Parts.Where(p => p.Part.Type == V1.IndicatorType.Stock), p => Assert.Equal(Span.Last, p.Part.Span));
        Assert.All(Current.Parts.Where(p => p.Part.Type == V1.IndicatorType.Flow), p => Assert.Equal(Span.Sum, p.Part.Span));
        Assert.All(Current.Parts, p => Assert.NotEqual(V1.IndicatorType.Unspecified, p.Part.Type));
    }

    [Fact]
    public void Thresholds_breakdowns_periods_and_units_are_those_of_the_rows()
    {
        Assert.Equal(
            ["P1", "P2", "P3", "P4", "P5", "P6", "K1", "K2", "K3", "K4"],
            Current.Indicators.Where(i => i.PublicThreshold == 11).Select(i => i.Code)
        );
        Assert.All(Current.Indicators, i => Assert.True(i.PublicThreshold is 5 or 11));
        Assert.Equal(["L8"], Current.Indicators.Where(i => i.Period == V1.PeriodType.Quarter).Select(i => i.Code));
        Assert.Equal(
            [
                "G1",
                "T1/attendances",
                "T2",
                "L1",
                "L1/of-filed",
                "L2",
                "L2/of-filed",
                "L3",
                "L3/of-filed",
                "L4",
                "L4/of-filed",
                "L5",
                "L5/of-filed",
                "L6",
                "L6/of-filed",
                "L7",
                "L7/of-filed",
                "P4",
                "P5/sessions",
                "P5/unique",
            ],
            Named(p => p.Breakdown)
        );
        Assert.Equal(["L10/savings", "L10/loans", "L11", "L12/income"], Named(p => p.Unit == V1.Unit.Paise));
        Assert.Equal(["G10/days", "L8"], Named(p => p.Unit == V1.Unit.Days));

        static IEnumerable<string> Named(Func<IndicatorPart, bool> which) =>
            Current
                .Parts.Where(p => which(p.Part))
                .Select(p => p.Part.Part.Length == 0 ? p.Indicator.Code : $"{p.Indicator.Code}/{p.Part.Part}");
    }

    /// <summary>
    /// A version by which something may have been released is never edited: its digest is written here once. Whoever wants a
    /// definition or a rule otherwise writes a new version.
    /// </summary>
    [Theory]
    [InlineData("2026-1", "f2c086f8291b9e77a8c63c25ad23f59e64d01237881de1f177f05df666972b1d")]
    [InlineData("2026-2", "494417f309d6c4e6d0ee98508956f14a4e99afe4cb79b8a8812dca1a71add77b")]
    public void A_version_stays_as_it_was(string version, string digest)
    {
        var content = File.ReadAllText(Path.Combine(Repository.Root, "services/Indicators/Dictionary", $"{version}.json"))
            .ReplaceLineEndings("\n");

        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))));
    }

    [Fact]
    public void What_was_counted_by_the_version_before_is_counted_the_same_way_by_this_one()
    {
        var now = Current.Parts.ToDictionary(p => (p.Indicator.Code, p.Part.Part), p => Rule(p.Part));

        Assert.All(IndicatorDictionary.Versions["2026-1"].Parts, p => Assert.Equal(Rule(p.Part), now[(p.Indicator.Code, p.Part.Part)]));

        static string Rule(IndicatorPart p) =>
            $"{p.Type} {p.Counts} {p.Fact} {string.Join('+', p.Categories ?? [])} {p.Qualifier} {p.Span}";
    }
}
