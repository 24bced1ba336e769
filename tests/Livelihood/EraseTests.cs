using Sangam.Events;
using Sangam.Livelihood.V1;

namespace Livelihood.Tests;

public sealed class EraseTests(LivelihoodFixture network)
{
    private static readonly DateOnly Day = new(2026, 1, 15);

    private static V1.Applications.ApplicationsClient Applications(TestCollective collective) => new(collective.As("caseworker"));

    private static PrepareApplicationRequest Prepared(Guid member) =>
        new()
        {
            MemberId = $"{member}",
            Entitlement = "aadhaar",
            PreparedOn = Day.ToMessage(),
        };

    [Fact]
    public async Task An_erased_members_applications_do_not_exist_any_more_until_it_is_taken_back()
    {
        var collective = network.NewCollective();
        var applications = Applications(collective);
        var asha = await collective.MemberAsync();
        var bina = await collective.MemberAsync();
        var hers = await applications.PrepareApplicationAsync(Prepared(asha));
        var others = await applications.PrepareApplicationAsync(Prepared(bina));

        await collective.TellAsync(new MemberErased(asha, Day));

        Assert.Equal(new() { Applications = { others } }, await applications.ListApplicationsAsync(new()));
        Assert.Equal(new(), await applications.ListApplicationsAsync(new() { MemberId = $"{asha}" }));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(applications.GetApplicationAsync(new() { Id = hers.Id })));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(applications.FileApplicationAsync(new() { Id = hers.Id })));
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(applications.DecideApplicationAsync(new() { Id = hers.Id, Outcome = Outcome.Declined }))
        );
        Assert.Equal(Refused.NotNow("member_unknown"), await Refused.ByAsync(applications.PrepareApplicationAsync(Prepared(asha))));

        await collective.TellAsync(new ErasureCancelled(asha, Revision: 2));
        Assert.Equal(hers, await applications.GetApplicationAsync(new() { Id = hers.Id }));
    }

    [Fact(DisableParallelization = true)] // a replica that is killed at its end keeps events of other tests to itself for half a minute
    public async Task When_her_retention_ends_her_Aadhaar_digits_go_and_what_was_received_counts()
    {
        var collective = network.NewCollective();
        var applications = Applications(collective);
        var asha = await collective.MemberAsync();
        var prepared = await applications.PrepareApplicationAsync(Prepared(asha));
        await applications.FileApplicationAsync(new() { Id = prepared.Id, FiledOn = Day.ToMessage() });
        await applications.DecideApplicationAsync(
            new()
            {
                Id = prepared.Id,
                Outcome = Outcome.Received,
                DecidedOn = Day.ToMessage(),
                LastFour = "4821",
            }
        );
        await network.RowsAsync(
            collective.Id,
            $"""
            insert into erasure (tenant_id, person_id, erased_on, destroyed_at)
                values ('{collective.Id}', '{asha}', '2026-02-01', now())
            """,
            "keys"
        );

        await using var replica = await ServiceProcess.StartAsync(network.Program, network.Configuration);

        Assert.Equal(
            [$"{prepared.Id}||Received"],
            await network.RowsAsync(collective.Id, "select id, last_four, outcome from application")
        );
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(applications.GetApplicationAsync(new() { Id = prepared.Id })));
    }
}
