using Grpc.Core;
using Sangam.Events;
using Sangam.Protection.V1;

namespace Protection.Tests;

public sealed class MatterTests(ProtectionFixture network)
{
    private const string Secret = ProtectionFixture.Secret;
    private static readonly DateOnly Day = new(2026, 2, 14);

    private static V1.LegalMatters.LegalMattersClient Matters(TestCollective collective, Guid? account = null) =>
        new(collective.As("caseworker", account));

    private static OpenMatterRequest Opened(Guid member) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            MemberId = $"{member}",
            Kind = MatterKind.Compensation,
            OpenedOn = Day.ToMessage(),
            Summary = Secret,
        };

    private static RecordHelpRequest Given(V1.Matter matter, int days, HelpKind kind = HelpKind.Advice) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            MatterId = matter.Id,
            Kind = kind,
            GivenOn = Day.AddDays(days).ToMessage(),
            Note = $"{Secret}, {days} days on",
        };

    [Fact]
    public async Task A_matter_is_opened_helped_with_and_closed_and_read_by_those_on_it()
    {
        var collective = network.NewCollective();
        var caseworker = Guid.NewGuid();
        var member = await collective.MemberAsync(agrees: ["legal-aid"]);
        var matters = Matters(collective, caseworker);

        var opened = await matters.OpenMatterAsync(Opened(member));
        await matters.RecordHelpAsync(Given(opened, 5, HelpKind.Accompaniment));
        var helped = await matters.RecordHelpAsync(Given(opened, 3));
        var closed = await matters.CloseMatterAsync(new() { MatterId = opened.Id, ClosedOn = Day.AddDays(9).ToMessage() });

        Assert.Equal(
            new()
            {
                Id = opened.Id,
                MemberId = $"{member}",
                Kind = MatterKind.Compensation,
                OpenedOn = Day.ToMessage(),
                AccountIds = { $"{caseworker}" },
            },
            opened
        );
        V1.Help[] help =
        [
            new() { Kind = HelpKind.Advice, GivenOn = Day.AddDays(3).ToMessage() },
            new() { Kind = HelpKind.Accompaniment, GivenOn = Day.AddDays(5).ToMessage() },
        ];
        Assert.Equal(new(opened) { Help = { help } }, helped);
        Assert.Equal(new(helped) { ClosedOn = Day.AddDays(9).ToMessage() }, closed);
        var read = new V1.Matter(closed) { Summary = Secret };
        read.Help[0].Note = $"{Secret}, 3 days on";
        read.Help[1].Note = $"{Secret}, 5 days on";
        Assert.Equal(read, await matters.GetMatterAsync(new() { Id = opened.Id }));
        Assert.Equal(new() { Matters = { new V1.Matter(opened) { ClosedOn = closed.ClosedOn } } }, await matters.ListMattersAsync(new()));
        await network.NothingShowsAsync(collective, Secret);
    }

    [Fact]
    public async Task Each_help_given_is_told_once_and_each_step_and_reading_is_audited()
    {
        var collective = network.NewCollective();
        var caseworker = Guid.NewGuid();
        var member = await collective.MemberAsync(agrees: ["legal-aid"]);
        var matters = Matters(collective, caseworker);
        var open = Opened(member);

        var opened = await matters.OpenMatterAsync(open);
        Assert.Equal(opened, await matters.OpenMatterAsync(open));
        var help = Given(opened, 0);
        Assert.Equal(await matters.RecordHelpAsync(help), await matters.RecordHelpAsync(help));
        await matters.AddToMatterAsync(new() { MatterId = opened.Id, AccountId = $"{Guid.NewGuid()}" });
        await matters.GetMatterAsync(new() { Id = opened.Id });
        await matters.CloseMatterAsync(new() { MatterId = opened.Id });

        var id = Guid.Parse(Assert.Single(await network.RowsAsync(collective.Id, "select id from help")));
        Assert.Equal([new LegalHelpGiven(id, member, Day)], await network.Bus.WaitForAsync<LegalHelpGiven>(collective.Id));
        Assert.Equal(
            ((string[])["open", "help", "add", "read", "close"]).Select(verb => $"{caseworker}|matters.{verb}|{member}"),
            await network.RowsAsync(collective.Id, "select actor, action, subject from audit order by id")
        );
        Assert.Equal(
            Refused.Invalid("request_id", "request_id_reused"),
            await Refused.ByAsync(matters.RecordHelpAsync(new(help) { Kind = HelpKind.Drafting }))
        );
    }

    [Fact]
    public async Task To_whoever_is_not_on_it_a_matter_does_not_exist()
    {
        var collective = network.NewCollective();
        var opened = await Matters(collective).OpenMatterAsync(Opened(await collective.MemberAsync(agrees: ["legal-aid"])));
        var outsiders = new[] { Matters(collective), Matters(network.NewCollective()) };

        foreach (var outsider in outsiders)
        foreach (var id in (string[])[opened.Id, $"{Guid.NewGuid()}", "no id"])
        {
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(outsider.GetMatterAsync(new() { Id = id })));
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(outsider.RecordHelpAsync(new(Given(opened, 1)) { MatterId = id })));
            Assert.Equal(
                Refused.NotFound,
                await Refused.ByAsync(outsider.AddToMatterAsync(new() { MatterId = id, AccountId = $"{Guid.NewGuid()}" }))
            );
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(outsider.CloseMatterAsync(new() { MatterId = id })));
            Assert.Equal(new(), await outsider.ListMattersAsync(new()));
        }
    }

    [Fact]
    public async Task Who_is_put_on_a_matter_sees_it_from_then_on()
    {
        var collective = network.NewCollective();
        var caseworker = Guid.NewGuid();
        var another = Guid.NewGuid();
        var opened = await Matters(collective, caseworker).OpenMatterAsync(Opened(await collective.MemberAsync(agrees: ["legal-aid"])));

        var added = await Matters(collective, caseworker).AddToMatterAsync(new() { MatterId = opened.Id, AccountId = $"{another}" });
        var again = await Matters(collective, another).AddToMatterAsync(new() { MatterId = opened.Id, AccountId = $"{another}" });

        Assert.Equal(((Guid[])[caseworker, another]).Order().Select(a => $"{a}"), added.AccountIds);
        Assert.Equal(added, again);
        Assert.Equal(Secret, (await Matters(collective, another).GetMatterAsync(new() { Id = opened.Id })).Summary);
        Assert.Equal([added], (await Matters(collective, another).ListMattersAsync(new())).Matters);
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(Matters(network.NewCollective(), another).GetMatterAsync(new() { Id = opened.Id }))
        );
    }

    [Fact]
    public async Task Two_who_add_the_same_account_at_once_end_with_it_added_once()
    {
        var collective = network.NewCollective();
        var caseworker = Guid.NewGuid();
        var another = Guid.NewGuid();
        var opened = await Matters(collective, caseworker).OpenMatterAsync(Opened(await collective.MemberAsync(agrees: ["legal-aid"])));

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async _ =>
                {
                    try
                    {
                        await Matters(collective, caseworker).AddToMatterAsync(new() { MatterId = opened.Id, AccountId = $"{another}" });
                        return StatusCode.OK;
                    }
                    catch (RpcException e)
                    {
                        return e.StatusCode;
                    }
                })
        );

        Assert.All(answers, status => Assert.True(status is StatusCode.OK or StatusCode.Aborted, $"{status}"));
        Assert.Equal(2, (await Matters(collective, another).GetMatterAsync(new() { Id = opened.Id })).AccountIds.Count);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var matters = Matters(collective);
        var member = await collective.MemberAsync(agrees: ["legal-aid"]);
        var before = Day.AddDays(-1).ToMessage();
        var tomorrow = TimeProvider.System.Today.AddDays(1).ToMessage();
        (Action<OpenMatterRequest> Spoil, Refused Expected)[] openings =
        [
            (r => r.RequestId = "one", Refused.Invalid("request_id", "bad_id")),
            (r => r.MemberId = "Asha", Refused.Invalid("member_id", "bad_id")),
            (r => r.Kind = MatterKind.Unspecified, Refused.Invalid("kind", "required")),
            (r => r.Kind = (MatterKind)99, Refused.Invalid("kind", "unknown_choice")),
            (r => r.OpenedOn = new(), Refused.Invalid("opened_on", "no_such_day")),
            (r => r.OpenedOn = tomorrow, Refused.Invalid("opened_on", "in_the_future")),
            (r => r.Summary = new string('x', 2001), Refused.Invalid("summary", "too_long")),
            (r => r.Summary = "a\0b", Refused.Invalid("summary", "bad_text")),
            (r => r.MemberId = $"{Guid.NewGuid()}", Refused.NotNow("member_unknown")),
        ];
        foreach (var (spoil, expected) in openings)
        {
            var request = Opened(member);
            spoil(request);
            Assert.Equal(expected, await Refused.ByAsync(matters.OpenMatterAsync(request)));
        }
        Assert.Equal(new(), await matters.ListMattersAsync(new()));

        var opened = await matters.OpenMatterAsync(Opened(member));
        (Action<RecordHelpRequest> Spoil, Refused Expected)[] helps =
        [
            (r => r.Kind = HelpKind.Unspecified, Refused.Invalid("kind", "required")),
            (r => r.Kind = (HelpKind)99, Refused.Invalid("kind", "unknown_choice")),
            (r => r.GivenOn = new(), Refused.Invalid("given_on", "no_such_day")),
            (r => r.GivenOn = tomorrow, Refused.Invalid("given_on", "in_the_future")),
            (r => r.GivenOn = before, Refused.Invalid("given_on", "before_opened")),
            (r => r.Note = new string('x', 2001), Refused.Invalid("note", "too_long")),
        ];
        foreach (var (spoil, expected) in helps)
        {
            var request = Given(opened, 5);
            spoil(request);
            Assert.Equal(expected, await Refused.ByAsync(matters.RecordHelpAsync(request)));
        }
        var helped = await matters.RecordHelpAsync(Given(opened, 5));
        Assert.Equal(
            Refused.Invalid("account_id", "bad_id"),
            await Refused.ByAsync(matters.AddToMatterAsync(new() { MatterId = opened.Id, AccountId = "Usha" }))
        );
        (Date Day, string Code)[] closings =
        [
            (before, "before_opened"),
            (Day.AddDays(4).ToMessage(), "before_help"),
            (tomorrow, "in_the_future"),
            (new(), "no_such_day"),
        ];
        foreach (var (day, code) in closings)
            Assert.Equal(
                Refused.Invalid("closed_on", code),
                await Refused.ByAsync(matters.CloseMatterAsync(new() { MatterId = opened.Id, ClosedOn = day }))
            );
        await matters.CloseMatterAsync(new() { MatterId = opened.Id, ClosedOn = Day.AddDays(5).ToMessage() });
        Assert.Equal(Refused.NotNow("matter_closed"), await Refused.ByAsync(matters.CloseMatterAsync(new() { MatterId = opened.Id })));
        Assert.Equal(Refused.NotNow("matter_closed"), await Refused.ByAsync(matters.RecordHelpAsync(Given(opened, 5))));
        Assert.Equal(helped.Help, (await matters.GetMatterAsync(new() { Id = opened.Id })).Help.Select(h => new V1.Help(h) { Note = "" }));
    }

    [Fact]
    public async Task Only_for_who_is_a_member_that_day_a_matter_is_opened()
    {
        var collective = network.NewCollective();
        var newcomer = await collective.MemberAsync(joined: Day.AddDays(1));
        var former = Guid.CreateVersion7();
        await collective.TellAsync(new MembershipEnded(former, Day.AddDays(-1))); // overtakes her joining
        await collective.TellAsync(new MemberEnrolled(former, Day.AddYears(-1), AgeBand.Under25, Gender.Woman, Statistics: true));

        Assert.Equal(Refused.NotNow("not_a_member"), await Refused.ByAsync(Matters(collective).OpenMatterAsync(Opened(newcomer))));
        Assert.Equal(Refused.NotNow("not_a_member"), await Refused.ByAsync(Matters(collective).OpenMatterAsync(Opened(former))));
    }

    [Fact]
    public async Task The_list_shows_the_latest_first_page_by_page()
    {
        var collective = network.NewCollective();
        var matters = Matters(collective, Guid.NewGuid());
        var member = await collective.MemberAsync(agrees: ["legal-aid"]);
        await Matters(collective).OpenMatterAsync(Opened(member)); // somebody else's
        List<V1.Matter> opened = [];
        foreach (var day in (int[])[2, 1, 2])
            opened.Add(await matters.OpenMatterAsync(new(Opened(member)) { OpenedOn = Day.AddDays(-day).ToMessage() }));

        var first = await matters.ListMattersAsync(new() { PageSize = 2 });
        var second = await matters.ListMattersAsync(new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal([opened[1], opened[2]], first.Matters);
        Assert.Equal(new() { Matters = { opened[0] } }, second);
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(matters.ListMattersAsync(new() { PageSize = 201 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(matters.ListMattersAsync(new() { PageToken = "!" }))
        );
    }

    [Fact]
    public async Task No_other_role_works_with_matters()
    {
        var collective = network.NewCollective();
        foreach (var role in (string[])["executive", "facilitator", "peer_leader", "admin", "member"])
        {
            var matters = new V1.LegalMatters.LegalMattersClient(collective.As(role));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(matters.OpenMatterAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(matters.RecordHelpAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(matters.AddToMatterAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(matters.CloseMatterAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(matters.GetMatterAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(matters.ListMattersAsync(new())));
        }
    }
}
