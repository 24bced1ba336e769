using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using static Indicators.Tests.Exchanging;

namespace Indicators.Tests;

[Collection("network")]
public sealed class TableTests(IndicatorsFixture network)
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task A_months_figures_are_a_row_each_with_what_was_entered_marked()
    {
        var collective = network.NewCollective();
        using var client = network.Rest(collective);
        await client.ImportAsync(Set(collective, "202405", ("SANGAM_P8", 12), ("SANGAM_G7_NUM", 40), ("SANGAM_G7_DEN", 60)));

        var rows = await CsvAsync(client, "/api/tables/figures.csv?period=202405");

        Assert.Equal("period,indicator,part,name,type,age,gender,value,denominator,unit,suppressed,entered", rows[0]);
        Assert.Contains("202405,P8,,Media stories: Stories,flow,,,12,,,,entered", rows);
        Assert.Contains("202405,G7,,Turnout: Ballots of the roll,ratio,,,40,60,,,entered", rows);
    }

    [Fact]
    public async Task In_a_spreadsheet_numbers_are_numbers_and_nothing_is_computed()
    {
        var collective = network.NewCollective();
        var values = new V1.Values.ValuesClient(collective.As("data_steward"));
        var given = new V1.EnteredValue
        {
            Indicator = "P8",
            Period = new()
            {
                Type = V1.PeriodType.Month,
                Year = 2024,
                Month = 5,
            },
            Value = 12,
            Note = "=HYPERLINK(\"http://example.org\";\"x\")",
        };
        Assert.True((await values.EnterValuesAsync(new() { Values = { given } })).Saved);
        using var client = network.Rest(collective);

        var rows = await CsvAsync(client, "/api/tables/entered.csv");
        var sheet = await XlsxAsync(client, "/api/tables/entered.xlsx");

        Assert.EndsWith(",1,\"'=HYPERLINK(\"\"http://example.org\"\";\"\"x\"\")\"", Assert.Single(rows[1..]), StringComparison.Ordinal);
        Assert.Empty(sheet.Descendants(Main + "f"));
        var cells = sheet.Descendants(Main + "row").Last().Elements(Main + "c").ToList();
        Assert.Equal(("n", "12"), ((string?)cells[6].Attribute("t"), cells[6].Value));
        Assert.Equal(("inlineStr", "'=HYPERLINK(\"http://example.org\";\"x\")"), ((string?)cells[12].Attribute("t"), cells[12].Value));
    }

    [Fact]
    public async Task Money_is_in_rupees()
    {
        var collective = network.NewCollective();
        using var client = network.Rest(collective);
        await client.ImportAsync(Set(collective, "202405", ("SANGAM_L10_SAVINGS", 123_450)));

        Assert.Contains(
            await CsvAsync(client, "/api/tables/figures.csv?period=202405"),
            row =>
                row.StartsWith("202405,L10,savings,", StringComparison.Ordinal)
                && row.EndsWith(",1234.50,,rupees,,entered", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_was_released_is_shown_as_the_network_sees_it_and_suppressed_cells_are_empty()
    {
        var collective = await WithReleaseAsync();

        var rows = await CsvAsync(network.Rest(collective), "/api/tables/released.csv?period=202405");

        Assert.Contains("202405,P8,,Media stories: Stories,flow,,,12,,,,", rows);
        Assert.Contains("202405,G1,,Members,stock,,,,,people,suppressed,", rows);
        Assert.Empty((await CsvAsync(network.Rest(collective), "/api/tables/released.csv?period=202406"))[1..]);
    }

    [Fact]
    public async Task The_network_takes_along_what_collectives_released_and_nothing_that_is_suppressed()
    {
        var collective = await WithReleaseAsync();
        await network.Network().PullReleasesAsync(new());
        using var client = network.RestOfNetwork();

        var (_, values) = await client.AskAsync(
            $"/network/api/dataValueSets?period=202405&orgUnit={collective.Code}&dataElement=SANGAM_P8,SANGAM_G1"
        );
        var (_, adx) = await client.AskAsync($"/network/api/dataValueSets.adx?period=202405&orgUnit={collective.Code}");
        var rows = await CsvAsync(client, "/network/api/tables/figures.csv?period=202405");
        var (status, _) = await client.AskAsync("/network/api/tables/aggregates.xlsx?period=202405&audience=public&breakdown=age");

        Assert.Equal(["SANGAM_P8 202405 default=12"], Exchanging.Values(values));
        Adx.Validate(XDocument.Parse(adx).Root!);
        Assert.DoesNotContain("\"SANGAM_G1\"", adx, StringComparison.Ordinal);
        Assert.StartsWith("collective,collective name,state,period,", rows[0], StringComparison.Ordinal);
        Assert.Contains(
            rows,
            row =>
                row.StartsWith($"{collective.Code},", StringComparison.Ordinal)
                && row.EndsWith(",202405,G1,,Members,stock,,,,,people,suppressed,", StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Of_several_periods_the_network_takes_along_each_in_the_order_asked_for()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(12, new(2024, 5, 10));
        await collective.StoriesAsync(9, new(2024, 6, 10));
        foreach (var month in (int[])[4, 5, 6])
            await collective.ReleaseAsync(2024, month);
        await network.Network().PullReleasesAsync(new());
        using var client = network.RestOfNetwork();

        var (_, values) = await client.AskAsync(
            $"/network/api/dataValueSets?period=202406,2024Q2,202405,202407&orgUnit={collective.Code}&dataElement=SANGAM_P8"
        );
        var rows = await CsvAsync(client, "/network/api/tables/figures.csv?period=202406,202405");

        Assert.Equal(
            ["SANGAM_P8 202406 default=9", "SANGAM_P8 2024Q2 default=21", "SANGAM_P8 202405 default=12"],
            Exchanging.Values(values)
        );
        Assert.Equal(
            ["202406,P8,,Media stories: Stories,flow,,,9,,,,", "202405,P8,,Media stories: Stories,flow,,,12,,,,"],
            rows.Where(r => r.StartsWith($"{collective.Code},", StringComparison.Ordinal) && r.Contains(",P8,,", StringComparison.Ordinal))
                .Select(r => r[r.IndexOf(",2024", StringComparison.Ordinal)..][1..])
        );
        Assert.Equal(
            (HttpStatusCode.Conflict, "E2006"),
            await client.RefusedAsync("/network/api/dataValueSets?period=202406&orgUnit=nobody-at-all")
        );
    }

    [Theory]
    [InlineData("audience=everybody", "unknown_choice")]
    [InlineData("breakdown=district", "unknown_choice")]
    public async Task Sums_are_asked_for_in_the_words_there_are(string query, string code) =>
        Assert.Equal(
            (HttpStatusCode.BadRequest, code),
            await network.RestOfNetwork().RefusedAsync($"/network/api/tables/aggregates.csv?period=202405&{query}")
        );

    [Fact]
    public async Task The_dictionary_comes_as_a_table_and_as_metadata_with_the_same_codes()
    {
        using var client = network.Rest(network.NewCollective());

        var rows = await CsvAsync(client, "/api/tables/dictionary.csv");
        var (_, metadata) = await client.AskAsync("/api/metadata.json");

        Assert.Contains(rows, row => row.Contains(",T4,offline,", StringComparison.Ordinal));
        Assert.Contains("\"SANGAM_T4_OFFLINE\"", metadata, StringComparison.Ordinal);
    }

    /// <summary>Twelve stories that may be shown, and three members, who may not.</summary>
    private async Task<TestCollective> WithReleaseAsync()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(12, new(2024, 5, 10));
        for (var n = 0; n < 3; n++)
            await collective.MemberAsync(joined: new(2024, 4, 1));
        await collective.ReleaseAsync(2024, 5);
        return collective;
    }

    private static async Task<string[]> CsvAsync(HttpClient client, string address)
    {
        var file = await client.GetByteArrayAsync(address);
        Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);
        return Encoding.UTF8.GetString(file[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<XElement> XlsxAsync(HttpClient client, string address)
    {
        using var file = new ZipArchive(await client.GetStreamAsync(address));
        await using var sheet = file.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Open();
        return XElement.Load(sheet);
    }
}
