using Sangam.Events;
using Sangam.Livelihood.V1;

namespace Livelihood.Tests;

public sealed class ApplicationTests(LivelihoodFixture network)
{
    private static readonly DateOnly Day = new(2026, 1, 15);

    private static V1.Applications.ApplicationsClient Applications(TestCollective collective, string role = "caseworker") =>
        new(collective.As(role));

    private static PrepareApplicationRequest Prepared(Guid member, string entitlement = "ration-card") =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            MemberId = $"{member}",
            Entitlement = entitlement,
            PreparedOn = Day.ToMessage(),
        };

    [Fact]
    public async Task An_application_is_prepared_filed_and_received_and_the_others_hear_of_it()
    {
        var collective = network.NewCollective("IN-GJ");
        var applications = Applications(collective);
        var member = await collective.MemberAsync();

        var prepared = await applications.PrepareApplicationAsync(Prepared(member));
        var filed = await applications.FileApplicationAsync(new() { Id = prepared.Id, FiledOn = Day.AddDays(2).ToMessage() });
        var decided = await applications.DecideApplicationAsync(
            new()
            {
                Id = prepared.Id,
                Outcome = Outcome.Received,
                DecidedOn = Day.AddDays(20).ToMessage(),
            }
        );

        Assert.Equal(
            new()
            {
                Id = prepared.Id,
                MemberId = $"{member}",
                Entitlement = "ration-card",
                Stage = Stage.Prepared,
                PreparedOn = Day.ToMessage(),
                Etag = "1",
            },
            prepared
        );
        Assert.Equal(
            new(prepared)
            {
                Stage = Stage.Filed,
                FiledOn = Day.AddDays(2).ToMessage(),
                DueOn = Day.AddDays(32).ToMessage(),
                Etag = "2",
            },
            filed
        );
        Assert.Equal(
            new(filed)
            {
                Stage = Stage.Decided,
                Outcome = Outcome.Received,
                DecidedOn = Day.AddDays(20).ToMessage(),
                Etag = "3",
            },
            decided
        );
        Assert.Equal(decided, await Applications(collective, "facilitator").GetApplicationAsync(new() { Id = prepared.Id }));
        Assert.Equal(
            [new ApplicationFiled(Guid.Parse(prepared.Id), member, new("ration-card"), new("l3"), Day.AddDays(2))],
            await network.Bus.WaitForAsync<ApplicationFiled>(collective.Id)
        );
        Assert.Equal(
            [
                new ApplicationDecided(
                    Guid.Parse(prepared.Id),
                    member,
                    new("ration-card"),
                    new("l3"),
                    new("received"),
                    Day.AddDays(2),
                    Day.AddDays(20)
                ),
            ],
            await network.Bus.WaitForAsync<ApplicationDecided>(collective.Id)
        );
        Assert.Equal(
            [$"applications.prepare|{member}", $"applications.file|{member}", $"applications.decide|{member}"],
            await network.RowsAsync(collective.Id, "select action, subject from audit order by id")
        );
    }

    [Fact]
    public async Task Days_left_out_are_today_and_nothing_is_due_where_no_law_sets_a_time()
    {
        var collective = network.NewCollective("IN-AP");
        var applications = Applications(collective);
        var today = TimeProvider.System.Today.ToMessage();

        var prepared = await applications.PrepareApplicationAsync(
            new() { MemberId = $"{await collective.MemberAsync()}", Entitlement = "house-patta" }
        );
        var filed = await applications.FileApplicationAsync(new() { Id = prepared.Id });
        var decided = await applications.DecideApplicationAsync(new() { Id = prepared.Id, Outcome = Outcome.Refused });

        Assert.Equal(
            new(prepared)
            {
                Stage = Stage.Decided,
                PreparedOn = today,
                FiledOn = today,
                DecidedOn = today,
                Outcome = Outcome.Refused,
                Etag = "3",
            },
            decided
        );
        Assert.Null(filed.DueOn);
        Assert.Equal(new Code("refused"), Assert.Single(await network.Bus.WaitForAsync<ApplicationDecided>(collective.Id)).Outcome);
    }

    [Fact]
    public async Task She_may_decline_at_any_time_also_before_filing()
    {
        var collective = network.NewCollective();
        var member = await collective.MemberAsync();
        var prepared = await Applications(collective).PrepareApplicationAsync(Prepared(member, "widow-pension"));

        var declined = await Applications(collective)
            .DecideApplicationAsync(
                new()
                {
                    Id = prepared.Id,
                    Outcome = Outcome.Declined,
                    DecidedOn = Day.ToMessage(),
                }
            );

        Assert.Equal(
            new(prepared)
            {
                Stage = Stage.Decided,
                Outcome = Outcome.Declined,
                DecidedOn = Day.ToMessage(),
                Etag = "2",
            },
            declined
        );
        Assert.Equal(
            [new ApplicationDecided(Guid.Parse(prepared.Id), member, new("widow-pension"), new("l5"), new("declined"), null, Day)],
            await network.Bus.WaitForAsync<ApplicationDecided>(collective.Id)
        );
    }

    [Fact]
    public async Task Only_the_last_four_digits_of_an_aadhaar_are_ever_kept()
    {
        const string number = "4929 1234 5678";
        var collective = network.NewCollective();
        var applications = Applications(collective);
        var member = await collective.MemberAsync();
        var aadhaar = await FiledAsync(applications, member, "aadhaar");
        var card = await FiledAsync(applications, member, "ration-card");

        Task<Refused> RefusedAsync(string id, string lastFour) =>
            Refused.ByAsync(
                applications.DecideApplicationAsync(
                    new()
                    {
                        Id = id,
                        Outcome = Outcome.Received,
                        LastFour = lastFour,
                        RequestId = $"{Guid.NewGuid()}",
                    }
                )
            );

        foreach (var tooLong in (string[])[number, "492912345678", "56789"])
        {
            Assert.Equal(Refused.Invalid("last_four", "never_the_number"), await RefusedAsync(aadhaar.Id, tooLong));
            Assert.Equal(Refused.Invalid("last_four", "never_the_number"), await RefusedAsync(card.Id, tooLong));
        }
        foreach (var wrong in (string[])["567", "56a8", "५६७८"])
            Assert.Equal(Refused.Invalid("last_four", "four_digits"), await RefusedAsync(aadhaar.Id, wrong));
        Assert.Equal(Refused.Invalid("last_four", "aadhaar_only"), await RefusedAsync(card.Id, "5678"));
        var received = await applications.DecideApplicationAsync(
            new()
            {
                Id = aadhaar.Id,
                Outcome = Outcome.Received,
                LastFour = "5678",
            }
        );

        Assert.Equal("5678", received.LastFour);
        Assert.Equal(aadhaar.Etag, $"{int.Parse(received.Etag) - 1}");
        foreach (var trace in (string[])["492912345678", number])
        {
            Assert.DoesNotContain(trace, network.Process.Output);
            foreach (var table in (string[])["application", "outbox", "request", "audit"])
                Assert.DoesNotContain(await network.RowsAsync(collective.Id, $"select * from {table}"), row => row.Contains(trace));
        }
    }

    [Fact]
    public async Task What_cannot_be_prepared_is_refused_by_field()
    {
        var collective = network.NewCollective("IN-WB");
        var applications = Applications(collective);
        var member = await collective.MemberAsync();
        (Action<PrepareApplicationRequest> Spoil, Refused Expected)[] cases =
        [
            (r => r.RequestId = "one", Refused.Invalid("request_id", "bad_id")),
            (r => r.MemberId = "Asha", Refused.Invalid("member_id", "bad_id")),
            (r => r.Entitlement = "", Refused.Invalid("entitlement", "entitlement_unknown")),
            (r => r.Entitlement = "Ration card", Refused.Invalid("entitlement", "entitlement_unknown")),
            (r => r.Entitlement = "passport", Refused.Invalid("entitlement", "entitlement_unknown")),
            (r => r.PreparedOn = new() { Year = 2026 }, Refused.Invalid("prepared_on", "no_such_day")),
            (r => r.PreparedOn = TimeProvider.System.Today.AddDays(1).ToMessage(), Refused.Invalid("prepared_on", "in_the_future")),
        ];

        foreach (var (spoil, expected) in cases)
        {
            var request = Prepared(member);
            spoil(request);
            Assert.Equal(expected, await Refused.ByAsync(applications.PrepareApplicationAsync(request)));
        }
        Assert.Equal(
            Refused.Invalid("entitlement", "entitlement_unknown"),
            await Refused.ByAsync(Applications(network.NewCollective("IN-KL")).PrepareApplicationAsync(Prepared(member)))
        );
        Assert.Equal(new(), await applications.ListApplicationsAsync(new()));
    }

    [Fact]
    public async Task Only_who_is_a_member_that_day_can_apply()
    {
        var collective = network.NewCollective();
        var applications = Applications(collective);
        var newcomer = await collective.MemberAsync(joined: Day.AddDays(1));
        var former = Guid.CreateVersion7();
        await collective.TellAsync(new MembershipEnded(former, Day.AddDays(-1))); // overtakes her joining
        Assert.Equal(Refused.NotNow("member_unknown"), await Refused.ByAsync(applications.PrepareApplicationAsync(Prepared(former))));
        await collective.TellAsync(new MemberEnrolled(former, Day.AddYears(-1), AgeBand.Under25, Gender.Woman, Statistics: true));

        Assert.Equal(Refused.NotNow("not_a_member"), await Refused.ByAsync(applications.PrepareApplicationAsync(Prepared(newcomer))));
        Assert.Equal(Refused.NotNow("not_a_member"), await Refused.ByAsync(applications.PrepareApplicationAsync(Prepared(former))));
        Assert.Equal(
            Refused.NotNow("member_unknown"),
            await Refused.ByAsync(applications.PrepareApplicationAsync(Prepared(Guid.NewGuid())))
        );
        Assert.Equal(
            "1",
            (await applications.PrepareApplicationAsync(new(Prepared(former)) { PreparedOn = Day.AddDays(-1).ToMessage() })).Etag
        );
    }

    [Fact]
    public async Task A_second_delivery_of_her_leaving_changes_nothing()
    {
        var collective = network.NewCollective();
        var member = await collective.MemberAsync();
        var first = new MembershipEnded(member, Day.AddDays(-1));
        var id = Guid.NewGuid();
        await collective.TellAsync(first, id);
        await collective.TellAsync(new MembershipEnded(member, Day));

        await collective.TellAsync(first, id);

        Assert.Equal("1", (await Applications(collective).PrepareApplicationAsync(Prepared(member))).Etag);
    }

    [Fact]
    public async Task What_is_out_of_turn_is_refused_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var applications = Applications(collective);
        var member = await collective.MemberAsync();
        var prepared = await applications.PrepareApplicationAsync(Prepared(member));
        var filed = await FiledAsync(applications, member, "voter-id");
        var decided = await applications.DecideApplicationAsync(
            new() { Id = (await FiledAsync(applications, member, "aadhaar")).Id, Outcome = Outcome.Received }
        );
        var before = Day.AddDays(-1).ToMessage();
        var tomorrow = TimeProvider.System.Today.AddDays(1).ToMessage();

        Task<Refused> FileAsync(string id, Date? day = null) =>
            Refused.ByAsync(applications.FileApplicationAsync(new() { Id = id, FiledOn = day }));
        Task<Refused> DecideAsync(string id, Outcome outcome, Date? day = null) =>
            Refused.ByAsync(
                applications.DecideApplicationAsync(
                    new()
                    {
                        Id = id,
                        Outcome = outcome,
                        DecidedOn = day,
                    }
                )
            );

        Assert.Equal(Refused.Invalid("filed_on", "before_prepared"), await FileAsync(prepared.Id, before));
        Assert.Equal(Refused.Invalid("filed_on", "in_the_future"), await FileAsync(prepared.Id, tomorrow));
        Assert.Equal(Refused.Invalid("filed_on", "no_such_day"), await FileAsync(prepared.Id, new()));
        Assert.Equal(Refused.NotNow("already_filed"), await FileAsync(filed.Id));
        Assert.Equal(Refused.NotNow("already_decided"), await FileAsync(decided.Id));
        Assert.Equal(Refused.NotNow("not_filed"), await DecideAsync(prepared.Id, Outcome.Received));
        Assert.Equal(Refused.NotNow("not_filed"), await DecideAsync(prepared.Id, Outcome.Refused));
        Assert.Equal(Refused.Invalid("decided_on", "before_prepared"), await DecideAsync(prepared.Id, Outcome.Declined, before));
        Assert.Equal(Refused.Invalid("decided_on", "before_filed"), await DecideAsync(filed.Id, Outcome.Received, Day.ToMessage()));
        Assert.Equal(Refused.Invalid("decided_on", "in_the_future"), await DecideAsync(filed.Id, Outcome.Received, tomorrow));
        Assert.Equal(Refused.Invalid("decided_on", "no_such_day"), await DecideAsync(filed.Id, Outcome.Received, new()));
        Assert.Equal(Refused.Invalid("outcome", "required"), await DecideAsync(filed.Id, Outcome.Unspecified));
        Assert.Equal(Refused.Invalid("outcome", "unknown_choice"), await DecideAsync(filed.Id, (Outcome)9));
        Assert.Equal(Refused.NotNow("already_decided"), await DecideAsync(decided.Id, Outcome.Declined));
        foreach (var unchanged in (V1.Application[])[prepared, filed, decided])
            Assert.Equal(unchanged, await applications.GetApplicationAsync(new() { Id = unchanged.Id }));
    }

    [Fact]
    public async Task Each_request_repeated_changes_nothing_more()
    {
        var collective = network.NewCollective();
        var applications = Applications(collective);
        var prepare = Prepared(await collective.MemberAsync());

        var prepared = await applications.PrepareApplicationAsync(prepare);
        Assert.Equal(prepared, await applications.PrepareApplicationAsync(prepare));
        var file = new FileApplicationRequest { Id = prepared.Id, RequestId = $"{Guid.NewGuid()}" };
        Assert.Equal(await applications.FileApplicationAsync(file), await applications.FileApplicationAsync(file));
        var decide = new DecideApplicationRequest
        {
            Id = prepared.Id,
            Outcome = Outcome.Received,
            RequestId = $"{Guid.NewGuid()}",
        };
        Assert.Equal(await applications.DecideApplicationAsync(decide), await applications.DecideApplicationAsync(decide));

        Assert.Equal("3", Assert.Single((await applications.ListApplicationsAsync(new())).Applications).Etag);
        Assert.Equal(
            Refused.Invalid("request_id", "request_id_reused"),
            await Refused.ByAsync(applications.FileApplicationAsync(new() { Id = prepared.Id, RequestId = decide.RequestId }))
        );
    }

    [Fact]
    public async Task The_list_shows_what_is_open_by_due_date_and_then_the_latest_decided_page_by_page()
    {
        var collective = network.NewCollective("IN-GJ");
        var applications = Applications(collective);
        var member = await collective.MemberAsync();
        var another = await collective.MemberAsync();
        var prepared = await applications.PrepareApplicationAsync(Prepared(member));
        var dueLate = await FiledAsync(applications, member, "victim-compensation");
        var dueSoon = await FiledAsync(applications, another, "ration-card");
        var noDue = await FiledAsync(applications, another, "voter-id");
        var decidedFirst = await DecidedAsync(await FiledAsync(applications, member, "aadhaar"), Day.AddDays(5));
        var decidedLast = await DecidedAsync(await FiledAsync(applications, member, "bank-account"), Day.AddDays(6));

        var first = await applications.ListApplicationsAsync(new() { PageSize = 4 });
        var second = await applications.ListApplicationsAsync(new() { PageSize = 4, PageToken = first.NextPageToken });

        Assert.Equal([dueSoon, dueLate, prepared, noDue], first.Applications);
        Assert.Equal(new() { Applications = { decidedLast, decidedFirst } }, second);
        Assert.Equal([dueSoon, dueLate, noDue], (await applications.ListApplicationsAsync(new() { Stage = Stage.Filed })).Applications);
        Assert.Equal([dueSoon, noDue], (await applications.ListApplicationsAsync(new() { MemberId = $"{another}" })).Applications);
        Assert.Equal(
            [decidedLast, decidedFirst],
            (await applications.ListApplicationsAsync(new() { MemberId = $"{member}", Stage = Stage.Decided })).Applications
        );
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(applications.ListApplicationsAsync(new() { PageSize = 201 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(applications.ListApplicationsAsync(new() { PageToken = "!" }))
        );
        Assert.Equal(
            Refused.Invalid("member_id", "bad_id"),
            await Refused.ByAsync(applications.ListApplicationsAsync(new() { MemberId = "Asha" }))
        );
        Assert.Equal(
            Refused.Invalid("stage", "unknown_choice"),
            await Refused.ByAsync(applications.ListApplicationsAsync(new() { Stage = (Stage)9 }))
        );

        async Task<V1.Application> DecidedAsync(V1.Application filed, DateOnly day) =>
            await applications.DecideApplicationAsync(
                new()
                {
                    Id = filed.Id,
                    Outcome = Outcome.Received,
                    DecidedOn = day.ToMessage(),
                }
            );
    }

    [Fact]
    public async Task Another_collectives_application_is_as_unknown_as_one_that_never_was()
    {
        var collective = network.NewCollective();
        var prepared = await Applications(collective).PrepareApplicationAsync(Prepared(await collective.MemberAsync()));
        var others = Applications(network.NewCollective());

        foreach (var id in (string[])[prepared.Id, $"{Guid.NewGuid()}", "no id"])
        {
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.GetApplicationAsync(new() { Id = id })));
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.FileApplicationAsync(new() { Id = id })));
            Assert.Equal(
                Refused.NotFound,
                await Refused.ByAsync(others.DecideApplicationAsync(new() { Id = id, Outcome = Outcome.Declined }))
            );
        }
        Assert.Equal(new(), await others.ListApplicationsAsync(new()));
    }

    [Fact]
    public async Task A_trainer_or_an_elected_leader_does_not_see_applications()
    {
        var collective = network.NewCollective();

        foreach (var role in (string[])["trainer", "peer_leader", "executive", "admin", "member"])
        {
            var applications = Applications(collective, role);
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(applications.PrepareApplicationAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(applications.FileApplicationAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(applications.DecideApplicationAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(applications.GetApplicationAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(applications.ListApplicationsAsync(new())));
        }
    }

    private static async Task<V1.Application> FiledAsync(V1.Applications.ApplicationsClient applications, Guid member, string entitlement)
    {
        var prepared = await applications.PrepareApplicationAsync(Prepared(member, entitlement));
        return await applications.FileApplicationAsync(new() { Id = prepared.Id, FiledOn = Day.AddDays(1).ToMessage() });
    }
}
