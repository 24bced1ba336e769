using System.Net;
using System.Xml.Linq;
using static Indicators.Tests.Exchanging;

namespace Indicators.Tests;

public sealed class ExportTests(IndicatorsFixture network)
{
    private const string Stories = "dataElement=SANGAM_P8,SANGAM_P8_AUTHORISED_NUM&dataElement=SANGAM_P8_AUTHORISED_DEN";

    [Fact]
    public async Task Figures_go_out_as_DHIS2_writes_them_in_JSON()
    {
        var collective = await WithStoriesAsync(9, 3);

        var (status, body) = await network.Rest(collective).AskAsync($"/api/dataValueSets?period=202405&{Stories}");

        string Value(string element, int value) =>
            $$"""
                {
                  "dataElement": "{{element}}", "period": "202405", "orgUnit": "{{collective.Code}}",
                  "categoryOptionCombo": "default", "value": "{{value}}", "attributeOptionCombo": "default"
                }
                """;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            Sorted(
                $$"""
                {
                  "dataValues": [
                    {{Value("SANGAM_P8", 12)}},
                    {{Value("SANGAM_P8_AUTHORISED_NUM", 9)}},
                    {{Value("SANGAM_P8_AUTHORISED_DEN", 12)}}
                  ]
                }
                """
            ),
            Sorted(body)
        );
    }

    [Theory]
    [InlineData("/api/dataValueSets.csv?", "*/*")]
    [InlineData("/api/dataValueSets?", "application/csv")]
    [InlineData("/api/dataValueSets?", "application/adx+xml;q=0.5, text/csv")]
    public async Task And_in_CSV_when_that_is_asked_for(string address, string accept)
    {
        var collective = await WithStoriesAsync(9, 3);
        using var client = network.Rest(collective);
        client.DefaultRequestHeaders.Add("Accept", accept);

        using var answer = await client.GetAsync($"{address}period=202405&{Stories}");

        Assert.Equal("application/csv", $"{answer.Content.Headers.ContentType}");
        Assert.Equal(
            $""""
            {Headings}
            "SANGAM_P8","202405","{collective.Code}","default","default","12",,,,,
            "SANGAM_P8_AUTHORISED_NUM","202405","{collective.Code}","default","default","9",,,,,
            "SANGAM_P8_AUTHORISED_DEN","202405","{collective.Code}","default","default","12",,,,,

            """",
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task And_as_aggregate_data_exchange_that_holds_to_its_profile()
    {
        var collective = await WithStoriesAsync(9, 3);
        await collective.MemberAsync(joined: new(2024, 4, 1));
        using var client = network.Rest(collective);

        var (_, body) = await client.AskAsync(
            $"/api/dataValueSets.adx?period=202405,2024Q2&dataElement=SANGAM_P8&dataElement=SANGAM_G1_AGE_GENDER&dataElement=SANGAM_G1"
        );

        var adx = XDocument.Parse(body).Root!;
        Adx.Validate(adx);
        Assert.Equal(
            [(collective.Code, "2024-05-01/P1M"), (collective.Code, "2024-04-01/P3M")],
            adx.Elements().Select(g => ((string)g.Attribute("orgUnit")!, (string)g.Attribute("period")!))
        );
        Assert.Equal(
            """<dataValue dataElement="SANGAM_P8" value="12" />""",
            Adx.Text(adx.Elements().First().Elements().Single(v => (string)v.Attribute("dataElement")! == "SANGAM_P8"))
        );
        Assert.Contains(
            """<dataValue dataElement="SANGAM_G1_AGE_GENDER" value="1" SANGAM_AGE="SANGAM_25_TO_34" SANGAM_GENDER="SANGAM_WOMAN" />""",
            adx.Elements().First().Elements().Select(Adx.Text)
        );
        // the cells that are 0 are said to be 0
        Assert.Equal(15, adx.Elements().First().Elements().Count(v => (string)v.Attribute("dataElement")! == "SANGAM_G1_AGE_GENDER"));
    }

    [Fact]
    public async Task A_quarter_a_year_and_a_financial_year_come_by_type_and_not_by_adding_up()
    {
        var collective = network.NewCollective();
        var member = await collective.MemberAsync();
        foreach (var day in (DateOnly[])[new(2024, 5, 10), new(2024, 6, 10), new(2025, 1, 10)])
            await collective.CounselledAsync(member, day);

        var values = await network
            .Rest(collective)
            .ValuesAsync("period=202405,2024Q2,2024,2024April&dataElement=SANGAM_P5_SESSIONS,SANGAM_P5_UNIQUE");

        Assert.Equal(
            [
                "SANGAM_P5_SESSIONS 202405 default=1",
                "SANGAM_P5_UNIQUE 202405 default=1",
                "SANGAM_P5_SESSIONS 2024Q2 default=2",
                "SANGAM_P5_UNIQUE 2024Q2 default=1",
                "SANGAM_P5_SESSIONS 2024 default=2",
                "SANGAM_P5_UNIQUE 2024 default=1",
                "SANGAM_P5_SESSIONS 2024April default=3",
                "SANGAM_P5_UNIQUE 2024April default=1",
            ],
            values
        );
    }

    [Fact]
    public async Task A_data_set_holds_what_DHIS2_does_not_make_itself_of_shorter_periods()
    {
        var collective = network.NewCollective();
        await collective.CounselledAsync(await collective.MemberAsync(), new(2024, 5, 10));
        using var client = network.Rest(collective);

        var monthly = await client.ValuesAsync(
            "dataSet=SANGAM_MONTHLY&period=202405,2024Q2&dataElement=SANGAM_P5_SESSIONS,SANGAM_P5_UNIQUE"
        );
        var quarterly = await client.ValuesAsync(
            "dataSet=SANGAM_QUARTERLY&period=202405,2024Q2&dataElement=SANGAM_P5_SESSIONS,SANGAM_P5_UNIQUE"
        );

        Assert.Equal(["SANGAM_P5_SESSIONS 202405 default=1", "SANGAM_P5_UNIQUE 202405 default=1"], monthly);
        Assert.Equal(["SANGAM_P5_UNIQUE 2024Q2 default=1"], quarterly);
    }

    [Fact]
    public async Task Days_stand_for_the_months_that_lie_wholly_between_them()
    {
        var collective = await WithStoriesAsync(5, 0);

        var values = await network.Rest(collective).ValuesAsync("startDate=2024-04-02&endDate=2024-06-30&dataElement=SANGAM_P8");

        Assert.Equal(["SANGAM_P8 202405 default=5", "SANGAM_P8 202406 default=0"], values);
    }

    [Fact]
    public async Task By_their_ids_things_are_called_as_the_dictionarys_metadata_calls_them()
    {
        var collective = await WithStoriesAsync(5, 0);
        using var client = network.Rest(collective);
        var id = Dictionary.Dhis2.Uid.Of("dataElement", "SANGAM_P8");

        Assert.Equal([$"{id} 202405 HllvX50cXC0=5"], await client.ValuesAsync($"idScheme=uid&period=202405&dataElement={id}"));
        Assert.Equal(
            (HttpStatusCode.Conflict, "E2001"),
            await client.RefusedAsync("/api/dataValueSets?idScheme=UID&period=202405&dataElement=SANGAM_P8")
        );
    }

    [Theory]
    [InlineData("", "E2002")]
    [InlineData("startDate=2024-04-01", "E2002")]
    [InlineData("period=202405&startDate=2024-04-01&endDate=2024-05-01", "E2003")]
    [InlineData("startDate=2024-05-01&endDate=2024-04-01", "E2004")]
    [InlineData("startDate=2024-02-30&endDate=2024-04-01", "E1100")]
    [InlineData("period=2024W5", "E1101")]
    [InlineData("period=202405&dataElement=P8", "E2001")]
    [InlineData("period=202405&dataSet=none", "E2001")]
    [InlineData("period=202405&orgUnit=somebody-else", "E2006")]
    [InlineData("period=202405&lastUpdated=2024-01-01", "not_kept")]
    [InlineData("period=202405&includeDeleted=true", "not_kept")]
    [InlineData("period=202405&idScheme=name", "bad_scheme")]
    [InlineData("startDate=2010-01-01&endDate=2024-04-01", "too_many_periods")]
    public async Task What_cannot_be_asked_for_is_refused_in_DHIS2s_codes(string query, string code) =>
        Assert.Equal(
            (HttpStatusCode.Conflict, code),
            await network.Rest(network.NewCollective()).RefusedAsync($"/api/dataValueSets?{query}")
        );

    [Fact]
    public async Task A_format_that_there_is_not_is_refused()
    {
        using var client = network.Rest(network.NewCollective());
        Assert.Equal(HttpStatusCode.NotFound, (await client.AskAsync("/api/dataValueSets.pdf?period=202405")).Status);

        client.DefaultRequestHeaders.Add("Accept", "image/png");
        Assert.Equal((HttpStatusCode.BadRequest, "not_offered"), await client.RefusedAsync("/api/dataValueSets?period=202405"));
    }

    [Fact]
    public async Task The_future_holds_no_figures() =>
        Assert.Empty(await network.Rest(network.NewCollective()).ValuesAsync("period=219901"));

    private async Task<TestCollective> WithStoriesAsync(int authorised, int others)
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(authorised, new(2024, 5, 10));
        await collective.StoriesAsync(others, new(2024, 5, 10), authorised: false);
        return collective;
    }

    /// <summary>JSON with the members of each object in order, since theirs says nothing.</summary>
    private static string Sorted(string json) => Sorted(System.Text.Json.Nodes.JsonNode.Parse(json)!).ToJsonString();

    private static System.Text.Json.Nodes.JsonNode Sorted(System.Text.Json.Nodes.JsonNode node) =>
        node switch
        {
            System.Text.Json.Nodes.JsonObject o => new System.Text.Json.Nodes.JsonObject(
                o.OrderBy(p => p.Key, StringComparer.Ordinal)
                    .Select(p => KeyValuePair.Create(p.Key, (System.Text.Json.Nodes.JsonNode?)Sorted(p.Value!)))
            ),
            System.Text.Json.Nodes.JsonArray a => new System.Text.Json.Nodes.JsonArray([
                .. a.Select(n => (System.Text.Json.Nodes.JsonNode?)Sorted(n!)),
            ]),
            _ => node.DeepClone(),
        };
}
