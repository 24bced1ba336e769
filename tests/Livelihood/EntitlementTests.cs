using Npgsql;

namespace Livelihood.Tests;

public sealed class EntitlementTests(LivelihoodFixture network)
{
    private static readonly Dictionary<string, string> Indicators = new()
    {
        ["house-patta"] = "L1",
        ["aadhaar"] = "L2",
        ["ration-card"] = "L3",
        ["bank-account"] = "L4",
        ["widow-pension"] = "L5",
        ["old-age-pension"] = "L5",
        ["pension"] = "L5",
        ["voter-id"] = "L6",
        ["caste-certificate"] = "L7",
        ["income-certificate"] = "L7",
        ["school-admission"] = "L7",
        ["scholarship"] = "L7",
        ["victim-compensation"] = "L7",
        ["loan-subsidy"] = "L7",
        ["livelihood-scheme"] = "L7",
    };

    private V1.Entitlements.EntitlementsClient Entitlements(string state, string role = "member") =>
        new(network.NewCollective(state).As(role));

    [Theory]
    [InlineData("IN-AP")]
    [InlineData("IN-GJ")]
    [InlineData("IN-WB")]
    public async Task A_collective_sees_the_catalogue_of_its_own_state(string state)
    {
        var catalogue = (await Entitlements(state).ListEntitlementsAsync(new())).Entitlements;

        Assert.Equal(Indicators.OrderBy(i => i.Key), catalogue.ToDictionary(e => e.Code, e => e.Indicator).OrderBy(i => i.Key));
        Assert.Equal(catalogue.OrderBy(e => e.Indicator, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal), catalogue);
        Assert.All(
            catalogue,
            e =>
            {
                Assert.Equal(state, e.StateCode);
                Assert.NotEmpty(e.Office);
                Assert.NotEmpty(e.Papers);
                Assert.NotEmpty(e.Appeal);
            }
        );
    }

    [Fact]
    public async Task Another_states_catalogue_is_had_by_its_code()
    {
        var asked = await Entitlements("IN-AP").ListEntitlementsAsync(new() { StateCode = "IN-GJ" });

        Assert.Equal(await Entitlements("IN-GJ").ListEntitlementsAsync(new()), asked);
        var card = asked.Entitlements.Single(e => e.Code == "ration-card");
        Assert.Equal(("Ration card", 30), (card.Name, card.StatutoryDays));
        Assert.Contains("RTI", card.Appeal);
    }

    [Fact]
    public async Task Aadhaar_names_the_way_without_proof_of_residence()
    {
        var aadhaar = (await Entitlements("IN-WB").ListEntitlementsAsync(new())).Entitlements.Single(e => e.Code == "aadhaar");

        Assert.Contains(aadhaar.Papers, p => p.Contains("proforma certificate"));
    }

    [Fact]
    public async Task A_state_without_a_catalogue_has_an_empty_one_and_no_state_is_refused()
    {
        var entitlements = Entitlements("IN-AP");

        Assert.Equal(new(), await entitlements.ListEntitlementsAsync(new() { StateCode = "IN-KL" }));
        foreach (var state in (string[])["Andhra", "in-ap", "IN-AP "])
            Assert.Equal(
                Refused.Invalid("state_code", "bad_code"),
                await Refused.ByAsync(entitlements.ListEntitlementsAsync(new() { StateCode = state }))
            );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Entitlements("IN-AP", "admin").ListEntitlementsAsync(new())));
    }

    [Fact]
    public async Task The_service_itself_cannot_change_the_catalogue()
    {
        await using var connection = await network.ConnectAsync();
        await using var command = new NpgsqlCommand("update entitlement set statutory_days = 1", connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(command.ExecuteNonQueryAsync);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
