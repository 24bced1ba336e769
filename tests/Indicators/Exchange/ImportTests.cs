using System.Net;
using System.Text.Json;
using static Indicators.Tests.Exchanging;

namespace Indicators.Tests;

public sealed class ImportTests(IndicatorsFixture network)
{
    private const string Csv = Headings + "\n";

    [Theory]
    [InlineData("json", "application/json")]
    [InlineData("csv", "text/csv")]
    [InlineData("adx", "application/adx+xml")]
    public async Task What_one_collective_sends_out_another_can_take_in_and_sends_out_the_same(string form, string type)
    {
        var from = network.NewCollective();
        var to = network.NewCollective();
        await from.StoriesAsync(9, new(2024, 5, 10));
        await from.StoriesAsync(3, new(2024, 5, 10), authorised: false);
        await from.CounselledAsync(await from.MemberAsync(joined: new(2024, 4, 1)), new(2024, 5, 10));
        var query = "dataSet=SANGAM_MONTHLY&period=202405";
        var (_, sent) = await network.Rest(from).AskAsync($"/api/dataValueSets.{form}?{query}");
        using var taking = network.Rest(to);
        var theirs = sent.Replace(from.Code, to.Code, StringComparison.Ordinal);

        var first = await taking.ImportAsync(theirs, type);
        var again = await taking.ImportAsync(theirs, type);

        var there = await network.Rest(from).ValuesAsync(query);
        var here = await taking.ValuesAsync(query);
        Assert.Equal(there.Select(v => v + "*"), here);
        Assert.Contains("SANGAM_P8_AUTHORISED_NUM 202405 default=9*", here);
        Assert.Contains("SANGAM_G1_AGE_GENDER 202405 SANGAM_CELL_25_TO_34_WOMAN=1*", here);
        var margins = there.Count(v =>
            v.Contains("_AGE ", StringComparison.Ordinal)
            || v.Contains("_GENDER ", StringComparison.Ordinal) && !v.Contains("_AGE_GENDER ", StringComparison.Ordinal)
        );
        Assert.Equal([$"SUCCESS {there.Length - margins} 0 {margins} 0"], first); // these follow from the cells
        Assert.Equal([$"SUCCESS 0 0 {there.Length} 0"], again);
    }

    [Fact]
    public async Task The_summary_is_the_one_that_DHIS2_gives()
    {
        var collective = network.NewCollective();

        var (status, body) = await network
            .Rest(collective)
            .SendAsync(Set(collective, "202405", ("SANGAM_P8", 4), ("SANGAM_NOTHING", 1)), query: "dryRun=true");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(
            """
            {"responseType":"ImportSummary","status":"WARNING",
            "importOptions":{"idScheme":"CODE","dryRun":true,"atomic":false,"importStrategy":"CREATE_AND_UPDATE"},
            "description":"This was a dry run, so nothing was changed. Some values were not taken: look at the conflicts.",
            "importCount":{"imported":1,"updated":0,"ignored":1,"deleted":0},
            "conflicts":[{"object":"SANGAM_NOTHING","value":"There is no such data element in the dictionary.",
            "errorCode":"E7610","property":"dataElement","indexes":[1]}],
            "dataSetComplete":"false"}
            """.ReplaceLineEndings(""), // DHIS2 writes it on one line
            body
        );
        Assert.Empty(await StandingAsync(collective));
    }

    [Fact]
    public async Task Each_strategy_does_its_own_and_ignores_the_rest()
    {
        var collective = network.NewCollective();
        using var client = network.Rest(collective);
        string May(object? value) => Set(collective, "202405", ("SANGAM_P8", value));

        Assert.Equal(["SUCCESS 0 0 1 0"], await client.ImportAsync(May(4), query: "importStrategy=UPDATE"));
        Assert.Equal(["SUCCESS 0 0 1 0"], await client.ImportAsync(May(4), query: "importStrategy=DELETE"));
        Assert.Equal(["SUCCESS 1 0 0 0"], await client.ImportAsync(May(4), query: "importStrategy=CREATE"));
        Assert.Equal(["SUCCESS 0 0 1 0"], await client.ImportAsync(May(5), query: "importStrategy=CREATE"));
        Assert.Equal(["SUCCESS 0 1 0 0"], await client.ImportAsync(May(5), query: "importStrategy=UPDATE"));
        Assert.Equal(["SUCCESS 0 1 0 0"], await client.ImportAsync(May("6"), query: "importStrategy=NEW_AND_UPDATES"));
        Assert.Equal(["SANGAM_P8 202405 default=6*"], await client.ValuesAsync("period=202405&dataElement=SANGAM_P8"));
        Assert.Equal(["SUCCESS 0 0 0 1"], await client.ImportAsync(May(null), query: "importStrategy=DELETE"));
        Assert.Empty(await StandingAsync(collective));
        // every word is kept
        Assert.Equal(
            ["1|4", "2|5", "3|6", "4|"],
            await network.RowsAsync(collective.Id, "select revision, value from entered_value order by revision")
        );
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_and_changes_nothing()
    {
        var collective = network.NewCollective();
        using var client = network.Rest(collective);
        await client.ImportAsync(Set(collective, "202405", ("SANGAM_P8", 4)));

        var dry = await client.ImportAsync(Set(collective, "202405", ("SANGAM_P8", 7), ("SANGAM_P1", 2)), query: "dryRun=true");

        Assert.Equal(["SUCCESS 1 1 0 0"], dry);
        Assert.Equal(["P8|2024-05-01|4|"], await StandingAsync(collective));
    }

    [Fact]
    public async Task Of_some_values_in_conflict_each_is_told_why_and_the_others_are_taken()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        object Value(
            string element,
            object? value,
            string? period = null,
            string? orgUnit = null,
            string? combo = null,
            string? attribute = null
        ) =>
            new
            {
                dataElement = element,
                value,
                period = period ?? "202405",
                orgUnit = orgUnit ?? collective.Code,
                categoryOptionCombo = combo,
                attributeOptionCombo = attribute,
            };
        var body = JsonSerializer.Serialize(
            new
            {
                dataValues = (object[])
                    [
                        Value("SANGAM_P8", 4),
                        Value("f7n9E0hX8qk", 1),
                        Value("SANGAM_P8", 4, period: "2024W20"),
                        Value("SANGAM_P8", 4, orgUnit: other.Code),
                        Value("SANGAM_P8", 4, combo: "SANGAM_CELL_UNDER_25"),
                        Value("SANGAM_P8", 4, attribute: "partner"),
                        Value("SANGAM_P1", null),
                        Value("SANGAM_P1", "four"),
                        Value("SANGAM_P1", -4),
                        Value("SANGAM_P1", 1.5),
                        Value("SANGAM_P8", 5),
                        Value("SANGAM_P8", 4, period: "219901"),
                        Value("SANGAM_P8", 4, period: "2024Q2"),
                        Value("SANGAM_P8_AUTHORISED_NUM", 3),
                        Value("SANGAM_G1_AGE", 3, combo: "SANGAM_CELL_UNDER_25"),
                        Value("SANGAM_P8", 4, period: "202406", combo: "default", attribute: "default"),
                    ],
            }
        );

        var summary = await network.Rest(collective).ImportAsync(body);

        Assert.Equal(
            [
                "WARNING 2 0 14 0",
                "1 E7610 dataElement f7n9E0hX8qk",
                "2 E7611 period 2024W20",
                $"3 E7612 orgUnit {other.Code}",
                "4 E7613 categoryOptionCombo SANGAM_CELL_UNDER_25",
                "5 E7615 attributeOptionCombo partner",
                "6 E7618 value SANGAM_P1",
                "7 E7619 value four",
                "8 E7619 value -4",
                "9 E7619 value 1.5",
                "10 E7639 dataElement SANGAM_P8",
                "11 E7641 period 219901",
                "12 E7643 period 2024Q2",
                "13 E7618 value 3",
                "14 E7613 categoryOptionCombo SANGAM_G1_AGE",
            ],
            summary
        );
        Assert.Equal(["P8|2024-05-01|4|", "P8|2024-06-01|4|"], await StandingAsync(collective));
        Assert.Empty(await StandingAsync(other));
    }

    [Fact]
    public async Task An_atomic_import_takes_all_or_nothing()
    {
        var collective = network.NewCollective();

        var summary = await network
            .Rest(collective)
            .ImportAsync(Set(collective, "202405", ("SANGAM_P8", 4), ("SANGAM_NOTHING", 1)), query: "atomic=true");

        Assert.Equal(["ERROR 0 0 2 0", "1 E7610 dataElement SANGAM_NOTHING"], summary);
        Assert.Empty(await StandingAsync(collective));
    }

    [Fact]
    public async Task Of_a_ratio_one_part_can_be_put_right_and_the_other_stays()
    {
        var collective = network.NewCollective();
        using var client = network.Rest(collective);

        Assert.Equal(
            ["SUCCESS 2 0 0 0"],
            await client.ImportAsync(Set(collective, "202405", ("SANGAM_G7_NUM", 40), ("SANGAM_G7_DEN", 60)))
        );
        Assert.Equal(["SUCCESS 0 1 0 0"], await client.ImportAsync(Set(collective, "202405", ("SANGAM_G7_NUM", 45))));
        Assert.Equal(
            ["SUCCESS 0 1 1 0"],
            await client.ImportAsync(Set(collective, "202405", ("SANGAM_G7_NUM", 45), ("SANGAM_G7_DEN", 61)))
        );
        Assert.Equal(["ERROR 0 0 1 0", "0 E7619 value 62"], await client.ImportAsync(Set(collective, "202405", ("SANGAM_G7_NUM", 62))));
        Assert.Equal(["G7|2024-05-01|45|61"], await StandingAsync(collective));
        Assert.Equal(
            ["SUCCESS 0 0 0 1"],
            await client.ImportAsync(Set(collective, "202405", ("SANGAM_G7_DEN", null)), query: "importStrategy=DELETE")
        );
        Assert.Empty(await StandingAsync(collective));
    }

    [Fact]
    public async Task A_margin_that_is_not_what_its_cells_add_up_to_is_a_conflict()
    {
        var collective = network.NewCollective();
        var body =
            Csv
            + $"SANGAM_G1_AGE_GENDER,202405,{collective.Code},SANGAM_CELL_UNDER_25_WOMAN,,6\n"
            + $"SANGAM_G1_AGE_GENDER,202405,{collective.Code},SANGAM_CELL_UNDER_25_MAN,,2\n"
            + $"SANGAM_G1_AGE,202405,{collective.Code},SANGAM_CELL_UNDER_25,,9\n";

        Assert.Equal(["WARNING 2 0 1 0", "2 E7619 value 9"], await network.Rest(collective).ImportAsync(body, "application/csv"));
    }

    [Fact]
    public async Task What_is_counted_here_cannot_be_brought_in()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(1, new(2024, 5, 10));

        Assert.Equal(
            ["WARNING 1 0 1 0", "0 E7643 period 202405"],
            await network
                .Rest(collective)
                .ImportAsync(
                    $$"""
                    {
                      "orgUnit": "{{collective.Code}}",
                      "dataValues": [
                        { "dataElement": "SANGAM_P8", "period": "202405", "value": "7" },
                        { "dataElement": "SANGAM_P8", "period": "202404", "value": "7" }
                      ]
                    }
                    """
                )
        );
    }

    [Fact]
    public async Task Values_that_say_themselves_that_they_are_deleted_are_taken_back()
    {
        var collective = network.NewCollective();
        using var client = network.Rest(collective);
        await client.ImportAsync(Set(collective, "202405", ("SANGAM_P8", 4), ("SANGAM_P1", 4)));

        var summary = await client.ImportAsync(
            Csv
                + $"SANGAM_P8,202405,{collective.Code},default,default,4,admin,2024-06-01,,false,true\n"
                + $"SANGAM_P1,202405,{collective.Code},,,5\n",
            "text/csv"
        );

        Assert.Equal(["SUCCESS 0 1 0 1"], summary);
        Assert.Equal(["P1|2024-05-01|5|"], await StandingAsync(collective));
    }

    [Fact]
    public async Task By_ids_and_without_headings_too()
    {
        var collective = network.NewCollective();
        var id = Dictionary.Dhis2.Uid.Of("dataElement", "SANGAM_P8");

        Assert.Equal(
            ["SUCCESS 1 0 0 0"],
            await network
                .Rest(collective)
                .ImportAsync(
                    $"{id},202405,{collective.Code},HllvX50cXC0,HllvX50cXC0,4\n",
                    "text/csv",
                    "idScheme=UID&firstRowIsHeader=false"
                )
        );
    }

    [Theory]
    [InlineData("application/json", "", "malformed")]
    [InlineData("application/json", "[]", "malformed")]
    [InlineData("application/json", "{\"dataValues\":{}}", "malformed")]
    [InlineData("application/json", "{\"dataValues\":[1]}", "malformed")]
    [InlineData("application/json", "{\"dataValues\":[{\"dataElement\":[]}]}", "malformed")]
    [InlineData("application/json", "{\"dataValues\":[{}", "malformed")]
    [InlineData("application/csv", "a,b,c\n1,2,3\n", "malformed")]
    [InlineData("application/csv", "a\nb,c,d,e,f,g,h,i,j,k,l,m\n", "malformed")]
    [InlineData("application/csv", "a,b,c,d,e,f\n1,2,3,4,5,\"6\n", "malformed")] // never closed
    [InlineData("application/adx+xml", "<adx/>", "malformed")]
    [InlineData(
        "application/adx+xml",
        "<adx xmlns=\"urn:ihe:qrph:adx:2015\"><group orgUnit=\"x\"><dataValue dataElement=\"x\" value=\"1\"/></group></adx>",
        "malformed"
    )]
    [InlineData("application/adx+xml", "<adx xmlns=\"urn:ihe:qrph:adx:2015\">", "malformed")]
    [InlineData(
        "application/adx+xml",
        "<!DOCTYPE adx [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><adx xmlns=\"urn:ihe:qrph:adx:2015\">&x;</adx>",
        "malformed"
    )]
    [InlineData("application/pdf", "x", "unknown_type")]
    public async Task What_cannot_be_read_is_refused_whole(string type, string body, string code)
    {
        var (status, answer) = await network.Rest(network.NewCollective()).SendAsync(body, type);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, Code(answer)));
    }

    [Theory]
    [InlineData("importStrategy=REPLACE", "bad_strategy")]
    [InlineData("dryRun=perhaps", "bad_option")]
    public async Task An_option_that_there_is_not_is_refused(string query, string code)
    {
        var (status, answer) = await network.Rest(network.NewCollective()).SendAsync("{}", query: query);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, Code(answer)));
    }

    [Fact]
    public async Task Too_much_at_once_is_refused()
    {
        var collective = network.NewCollective();
        using var client = network.Rest(collective);
        var many = Csv + string.Concat(Enumerable.Repeat($"SANGAM_P8,202405,{collective.Code},,,1\n", 10_001));

        var (status, answer) = await client.SendAsync(many, "text/csv");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_many_values"), (status, Code(answer)));
        client.DefaultRequestHeaders.ExpectContinue = true; // an answer comes before all is sent
        foreach (var size in (int[])[8_000_001, 40_000_000]) // the latter is more than the server itself takes
        {
            (status, answer) = await client.SendAsync(new string(' ', size));
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (status, Code(answer)));
        }
    }

    [Fact]
    public async Task An_empty_set_is_taken_as_DHIS2_takes_it() =>
        Assert.Equal(["SUCCESS 0 0 0 0"], await network.Rest(network.NewCollective()).ImportAsync("{}"));

    [Fact]
    public async Task Taking_values_in_is_for_people_and_is_noted()
    {
        var collective = network.NewCollective();
        await network.Rest(collective).ImportAsync(Set(collective, "202405", ("SANGAM_P8", 4)));
        using var program = network.Rest(
            network.Issuer.Token("service:any", collective.Id, [Sangam.Security.Permission.FiguresEnter], ("collective", collective.Code)),
            $"{collective.Code}.localhost"
        );

        var (status, answer) = await program.SendAsync(Set(collective, "202405", ("SANGAM_P1", 4)));

        Assert.Equal((HttpStatusCode.Forbidden, "people_only"), (status, Code(answer)));
        Assert.Equal(["figures.enter"], await network.RowsAsync(collective.Id, "select action from audit"));
        Assert.Equal(["P8|2024-05-01|4|"], await StandingAsync(collective));
    }

    private Task<IReadOnlyList<string>> StandingAsync(TestCollective collective) =>
        network.RowsAsync(
            collective.Id,
            "select indicator, first_day, value, denominator from standing_value order by indicator, first_day"
        );
}
