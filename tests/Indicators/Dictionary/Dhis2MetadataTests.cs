using System.Text.Json;
using System.Text.RegularExpressions;
using Indicators.Dictionary;
using Indicators.Dictionary.Dhis2;

namespace Indicators.Tests;

/// <summary>The dictionary in the shape that DHIS2 imports.</summary>
public sealed partial class Dhis2MetadataTests
{
    private static readonly JsonElement Metadata = JsonDocument.Parse(Dhis2Metadata.Json(IndicatorDictionary.Current)).RootElement;

    private static readonly string[] Kinds =
    [
        "categoryOptions",
        "categories",
        "categoryCombos",
        "categoryOptionCombos",
        "dataElements",
        "dataSets",
    ];

    [Fact]
    public void Every_identifier_is_valid_and_unique_and_codes_and_names_are_among_their_kind()
    {
        Assert.Equal(Kinds, Metadata.EnumerateObject().Select(kind => kind.Name));
        var ids = Kinds.SelectMany(All).Select(o => Text(o, "id")).ToList();

        Assert.All(ids, id => Assert.Matches(Uid(), id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        foreach (var kind in Kinds)
        {
            foreach (var property in (string[])["code", "name", "shortName"])
            {
                var values = All(kind).Where(o => o.TryGetProperty(property, out _)).Select(o => Text(o, property)).ToList();
                Assert.Equal(values.Count, values.Distinct().Count());
                // as long as DHIS2 has room for
                Assert.All(values, value => Assert.InRange(value.Length, 1, property == "name" ? 230 : 50));
            }
        }
    }

    [Fact]
    public void Every_reference_leads_to_something()
    {
        var ids = Kinds.SelectMany(All).Select(o => Text(o, "id")).ToHashSet();
        var references = new List<string>();
        foreach (var thing in Kinds.SelectMany(All))
            Collect(thing, top: true);

        Assert.True(references.Count > 500);
        Assert.Empty(references.Except(ids));

        void Collect(JsonElement element, bool top = false)
        {
            if (element.ValueKind == JsonValueKind.Array)
                foreach (var item in element.EnumerateArray())
                    Collect(item);
            if (element.ValueKind != JsonValueKind.Object)
                return;
            foreach (var property in element.EnumerateObject())
                if (property.Name != "id")
                    Collect(property.Value);
                else if (!top)
                    references.Add(property.Value.GetString()!);
        }
    }

    [Fact]
    public void Every_number_of_every_part_is_a_data_element_whole_and_broken_down()
    {
        var expected = IndicatorDictionary.Current.Parts.SelectMany(p =>
            from side in p.Part.Type is V1.IndicatorType.Ratio or V1.IndicatorType.Survey ? (string[])["_NUM", "_DEN"] : [""]
            from cells in p.Part.Breakdown ? (string[])["", "_AGE", "_GENDER", "_AGE_GENDER"] : [""]
            let part = p.Part.Part.Length == 0 ? "" : "_" + p.Part.Part.ToUpperInvariant().Replace('-', '_')
            select $"SANGAM_{p.Indicator.Code}{part}{side}{cells}"
        );

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            All("dataElements").Select(e => Text(e, "code")).Order(StringComparer.Ordinal)
        );
        Assert.All(
            All("dataElements"),
            e =>
                Assert.Equal(
                    ("AGGREGATE", "INTEGER_ZERO_OR_POSITIVE", true),
                    (Text(e, "domainType"), Text(e, "valueType"), e.GetProperty("zeroIsSignificant").GetBoolean())
                )
        );
    }

    [Theory]
    [InlineData("SANGAM_G1", "LAST", "G1 Members", null, "Monthly")]
    [InlineData("SANGAM_G1_AGE_GENDER", "LAST", "G1 Members, by age and gender", "SANGAM_AGE_GENDER", "Monthly")]
    [InlineData("SANGAM_T4_OFFLINE", "SUM", "T4 Officers oriented: Offline", null, "Monthly")]
    [InlineData("SANGAM_T4_UNIQUE", "NONE", "T4 Officers oriented: Different officers", null, "Monthly Quarterly FinancialApril Yearly")]
    [InlineData(
        "SANGAM_L1_OF_FILED_DEN_AGE",
        "NONE",
        "L1 House pattas received: Received of those filed, denominator, by age",
        "SANGAM_AGE",
        "Monthly Quarterly FinancialApril Yearly"
    )]
    [InlineData("SANGAM_L8_NUM", "NONE", "L8 Days to an outcome: Median days to an outcome", null, "Quarterly FinancialApril Yearly")]
    [InlineData("SANGAM_L10_SAVINGS", "LAST", "L10 SHG savings and loans: Savings, in paise", null, "Monthly")]
    [InlineData("SANGAM_P2_DEN", "SUM", "P2 Response within 24 hours: Reached within 24 hours, denominator", null, "Monthly")]
    [InlineData("SANGAM_K1_NUM", "SUM", "K1 Condom use: Condom used with the last client, numerator", null, "Monthly")]
    public void A_data_element_is_added_up_over_time_only_if_its_figure_is(
        string code,
        string aggregation,
        string name,
        string? combo,
        string sets
    )
    {
        var element = All("dataElements").Single(e => Text(e, "code") == code);
        var named = element.TryGetProperty("categoryCombo", out var found)
            ? Text(All("categoryCombos").Single(c => Text(c, "id") == Text(found, "id")), "code")
            : null;
        var holding = All("dataSets")
            .Where(s =>
                s.GetProperty("dataSetElements").EnumerateArray().Any(e => Text(e.GetProperty("dataElement"), "id") == Text(element, "id"))
            )
            .Select(s => Text(s, "periodType"));

        Assert.Equal(
            (aggregation, name, combo, sets),
            (Text(element, "aggregationType"), Text(element, "name"), named, string.Join(' ', holding))
        );
    }

    [Fact]
    public void A_combination_of_options_has_one_of_each_category_of_its_combination()
    {
        var options = All("categories").ToDictionary(c => Text(c, "id"), c => References(c, "categoryOptions").ToHashSet());
        foreach (var combo in All("categoryCombos"))
        {
            var categories = References(combo, "categories").ToList();
            var cells = All("categoryOptionCombos")
                .Where(c => Text(c.GetProperty("categoryCombo"), "id") == Text(combo, "id"))
                .Select(c => References(c, "categoryOptions").ToList())
                .ToList();

            Assert.Equal(categories.Aggregate(1, (product, category) => product * options[category].Count), cells.Count);
            Assert.All(cells, cell => Assert.All(categories, category => Assert.Single(cell, options[category].Contains)));
            Assert.All(cells, cell => Assert.Equal(categories.Count, cell.Count));
        }
        Assert.Equal(
            (3, 5),
            (
                References(All("categories").First(), "categoryOptions").Count(),
                References(All("categories").Last(), "categoryOptions").Count()
            )
        );
    }

    [Fact]
    public void Names_and_descriptions_are_said_in_the_other_four_languages()
    {
        Assert.All(
            All("dataElements"),
            e =>
                Assert.Equal(
                    ["NAME bn", "DESCRIPTION bn", "NAME gu", "DESCRIPTION gu", "NAME hi", "DESCRIPTION hi", "NAME te", "DESCRIPTION te"],
                    e.GetProperty("translations").EnumerateArray().Select(t => $"{Text(t, "property")} {Text(t, "locale")}")
                )
        );
        Assert.All(
            All("dataElements").SelectMany(e => e.GetProperty("translations").EnumerateArray().Where(t => Text(t, "property") == "NAME")),
            t => Assert.InRange(Text(t, "value").Length, 1, 230)
        );
        Assert.Equal(
            "G1 సభ్యులు, వయసు వారీగా",
            Text(
                All("dataElements")
                    .Single(e => Text(e, "code") == "SANGAM_G1_AGE")
                    .GetProperty("translations")
                    .EnumerateArray()
                    .Single(t => Text(t, "property") == "NAME" && Text(t, "locale") == "te"),
                "value"
            )
        );
        foreach (var kind in (string[])["categoryOptions", "categories", "categoryCombos", "dataSets"])
            Assert.All(
                All(kind),
                o => Assert.Equal(["bn", "gu", "hi", "te"], o.GetProperty("translations").EnumerateArray().Select(t => Text(t, "locale")))
            );
    }

    /// <summary>
    /// Written down here, because a receiver keeps them for ever: a changed one would be a second element beside the first.
    /// </summary>
    [Fact]
    public void Identifiers_are_the_same_everywhere_and_in_every_version()
    {
        var earlier = JsonDocument
            .Parse(Dhis2Metadata.Json(IndicatorDictionary.Versions["2026-1"]))
            .RootElement.GetProperty("dataElements")
            .EnumerateArray()
            .ToDictionary(e => Text(e, "code"), e => Text(e, "id"));
        var now = All("dataElements").ToDictionary(e => Text(e, "code"), e => Text(e, "id"));

        Assert.Equal(("BrbdEtvxeIF", "mFQ4UwM6XVD"), (now["SANGAM_G1"], now["SANGAM_L1_OF_FILED_NUM_AGE"]));
        Assert.All(earlier, e => Assert.Equal(e.Value, now[e.Key]));
        Assert.Equal(Dhis2Metadata.Json(IndicatorDictionary.Current), Dhis2Metadata.Json(IndicatorDictionary.Current));
    }

    [Fact]
    public void A_figures_cell_finds_its_breakdown_and_combination()
    {
        Assert.Equal(("", null), (Breakdown.Of(default, default).Suffix, Breakdown.OptionCombo(default, default)));
        Assert.Equal(("_AGE", "Age: under 25"), Cell(AgeBand.Under25, default));
        Assert.Equal(("_GENDER", "Gender: transgender"), Cell(default, Gender.Transgender));
        Assert.Equal(("_AGE_GENDER", "Age: 35 and over, Gender: woman"), Cell(AgeBand._35Plus, Gender.Woman));

        static (string, string) Cell(AgeBand age, Gender gender) =>
            (
                Breakdown.Of(age, gender).Suffix,
                Text(All("categoryOptionCombos").Single(c => Text(c, "id") == Breakdown.OptionCombo(age, gender)), "name")
            );
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{10}$")]
    private static partial Regex Uid();

    private static IEnumerable<JsonElement> All(string kind) => Metadata.GetProperty(kind).EnumerateArray();

    private static IEnumerable<string> References(JsonElement element, string property) =>
        element.GetProperty(property).EnumerateArray().Select(r => Text(r, "id"));

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
