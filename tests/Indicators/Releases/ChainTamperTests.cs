using Npgsql;

namespace Indicators.Tests;

/// <summary>A chain that was changed behind the service's back. Nobody pulls here, for whoever did would be refused ever after.</summary>
public sealed class ChainTamperTests(IndicatorsFixture network)
{
    [Theory]
    [InlineData(
        "update released_month set content = replace(content, '\"value\":9', '\"value\":90') where first_day = '2024-05-01'",
        "Digest Unspecified Unspecified"
    )]
    [InlineData(
        """
            update released_month set content = replace(content, '"value":9', '"value":90'),
                digest = encode(sha256(convert_to(replace(content, '"value":9', '"value":90'), 'utf8')), 'hex')
            where first_day = '2024-05-01'
            """,
        "Signature Order Unspecified"
    )]
    [InlineData(
        "update released_month set signature = set_byte(signature, 20, get_byte(signature, 20) # 1) where first_day = '2024-07-01'",
        "Unspecified Signature Unspecified"
    )]
    [InlineData("update released_month set key_id = '0123456789abcdef' where first_day = '2024-08-01'", "Unspecified Unspecified Key")]
    [InlineData("delete from released_month where first_day = '2024-07-01'", "Unspecified Order")]
    [InlineData("delete from released_month where first_day = '2024-05-01'", "Order Unspecified")]
    public async Task Whoever_gets_at_the_database_cannot_change_the_chain_unseen(string tampering, string flaws)
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ReleaseAsync(2024, 5, 7, 8);
        await using (var owner = await network.ConnectAsync("owner"))
        {
            await using var command = new NpgsqlCommand(
                $"select set_config('app.tenant_id', '{collective.Id}', false); {tampering}",
                owner
            );
            await command.ExecuteNonQueryAsync();
        }

        var chain = await new V1.Releases.ReleasesClient(collective.As("member")).VerifyChainAsync(new());

        Assert.False(chain.Whole);
        Assert.Equal(flaws, string.Join(' ', chain.Links.Select(l => l.Flaw)));
    }
}
