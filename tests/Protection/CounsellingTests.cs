using Sangam.Events;
using Sangam.Protection.V1;

namespace Protection.Tests;

public sealed class CounsellingTests(ProtectionFixture network)
{
    private const string Secret = ProtectionFixture.Secret;
    private static readonly DateOnly Day = new(2026, 2, 14);

    private static V1.Counselling.CounsellingClient Counselling(TestCollective collective, Guid? counsellor = null) =>
        new(collective.As("caseworker", counsellor));

    private static RecordCounsellingRequest Held(Guid member, DateOnly? day = null) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            MemberId = $"{member}",
            HeldOn = (day ?? Day).ToMessage(),
            Note = Secret,
            FollowUp = true,
        };

    [Fact]
    public async Task A_note_is_read_by_the_counsellor_who_wrote_it_and_by_nobody_else()
    {
        var collective = network.NewCollective();
        var counsellor = Guid.NewGuid();
        var member = await collective.MemberAsync();

        var recorded = await Counselling(collective, counsellor).RecordCounsellingAsync(Held(member));
        var read = await Counselling(collective, counsellor).GetCounsellingAsync(new() { Id = recorded.Id });

        Assert.Equal(
            new()
            {
                Id = recorded.Id,
                MemberId = $"{member}",
                HeldOn = Day.ToMessage(),
                FollowUp = true,
                RecordedAt = recorded.RecordedAt,
            },
            recorded
        );
        Assert.Equal(new(recorded) { Note = Secret }, read);
        Assert.Equal(new() { Sessions = { recorded } }, await Counselling(collective, counsellor).ListCounsellingAsync(new()));
        Assert.Equal(
            [new CounsellingHeld(Guid.Parse(recorded.Id), member, Day)],
            await network.Bus.WaitForAsync<CounsellingHeld>(collective.Id)
        );
        Assert.Equal(
            [$"{counsellor}|counselling.record|{member}", $"{counsellor}|counselling.read|{member}"],
            await network.RowsAsync(collective.Id, "select actor, action, subject from audit order by id")
        );
        await network.NothingShowsAsync(collective, Secret);
        foreach (var other in new[] { Counselling(collective), Counselling(network.NewCollective(), counsellor) })
        {
            foreach (var id in (string[])[recorded.Id, $"{Guid.NewGuid()}", "no id"])
                Assert.Equal(Refused.NotFound, await Refused.ByAsync(other.GetCounsellingAsync(new() { Id = id })));
            Assert.Equal(new(), await other.ListCounsellingAsync(new()));
        }
    }

    [Fact]
    public async Task Without_her_key_a_note_is_gone()
    {
        var collective = network.NewCollective();
        var counsellor = Guid.NewGuid();
        var member = await collective.MemberAsync();
        var recorded = await Counselling(collective, counsellor).RecordCounsellingAsync(Held(member));

        await network.RowsAsync(collective.Id, $"delete from person_key where person_id = '{member}'", "keys");

        Assert.Equal(recorded, await Counselling(collective, counsellor).GetCounsellingAsync(new() { Id = recorded.Id }));
    }

    [Fact]
    public async Task Several_first_notes_about_one_member_at_once_are_all_kept()
    {
        var collective = network.NewCollective();
        var counsellor = Guid.NewGuid();
        var member = await collective.MemberAsync();

        var recorded = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Counselling(collective, counsellor).RecordCounsellingAsync(Held(member)).ResponseAsync)
        );

        foreach (var session in recorded)
            Assert.Equal(Secret, (await Counselling(collective, counsellor).GetCounsellingAsync(new() { Id = session.Id })).Note);
    }

    [Fact]
    public async Task A_session_may_be_recorded_without_a_note_and_is_today_s_if_no_day_is_said()
    {
        var collective = network.NewCollective();
        var counselling = Counselling(collective, Guid.NewGuid());

        var recorded = await counselling.RecordCounsellingAsync(new() { MemberId = $"{await collective.MemberAsync()}" });

        Assert.Equal(TimeProvider.System.Today.ToMessage(), recorded.HeldOn);
        Assert.Equal(recorded, await counselling.GetCounsellingAsync(new() { Id = recorded.Id }));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var counselling = Counselling(collective, Guid.NewGuid());
        var newcomer = await collective.MemberAsync(joined: Day);
        (Action<RecordCounsellingRequest> Spoil, Refused Expected)[] cases =
        [
            (r => r.RequestId = "one", Refused.Invalid("request_id", "bad_id")),
            (r => r.MemberId = "Asha", Refused.Invalid("member_id", "bad_id")),
            (r => r.HeldOn = new(), Refused.Invalid("held_on", "no_such_day")),
            (r => r.HeldOn = TimeProvider.System.Today.AddDays(1).ToMessage(), Refused.Invalid("held_on", "in_the_future")),
            (r => r.Note = new string('x', 5001), Refused.Invalid("note", "too_long")),
            (r => r.Note = "a\0b", Refused.Invalid("note", "bad_text")),
            (r => r.MemberId = $"{Guid.NewGuid()}", Refused.NotNow("member_unknown")),
            (r => r.HeldOn = Day.AddDays(-1).ToMessage(), Refused.NotNow("not_a_member")),
        ];

        foreach (var (spoil, expected) in cases)
        {
            var request = Held(newcomer);
            spoil(request);
            Assert.Equal(expected, await Refused.ByAsync(counselling.RecordCounsellingAsync(request)));
        }
        Assert.Equal(new(), await counselling.ListCounsellingAsync(new()));
        Assert.Empty(network.Bus.Of<CounsellingHeld>(collective.Id));
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

        Assert.Equal(Day.ToMessage(), (await Counselling(collective).RecordCounsellingAsync(Held(member))).HeldOn);
        Assert.Equal(
            Refused.NotNow("not_a_member"),
            await Refused.ByAsync(Counselling(collective).RecordCounsellingAsync(Held(member, Day.AddDays(1))))
        );
    }

    [Fact]
    public async Task The_same_request_again_records_no_second_session()
    {
        var collective = network.NewCollective();
        var counselling = Counselling(collective, Guid.NewGuid());
        var request = Held(await collective.MemberAsync());

        Assert.Equal(await counselling.RecordCounsellingAsync(request), await counselling.RecordCounsellingAsync(request));

        Assert.Single((await counselling.ListCounsellingAsync(new())).Sessions);
        Assert.Equal(
            Refused.Invalid("request_id", "request_id_reused"),
            await Refused.ByAsync(counselling.RecordCounsellingAsync(new(request) { Note = "" }))
        );
    }

    [Fact]
    public async Task The_list_shows_the_latest_first_page_by_page()
    {
        var collective = network.NewCollective();
        var counselling = Counselling(collective, Guid.NewGuid());
        var member = await collective.MemberAsync();
        List<V1.CounsellingSession> held = [];
        foreach (var day in (int[])[2, 1, 2])
            held.Add(await counselling.RecordCounsellingAsync(Held(member, Day.AddDays(-day))));

        var first = await counselling.ListCounsellingAsync(new() { PageSize = 2 });
        var second = await counselling.ListCounsellingAsync(new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal([held[1], held[2]], first.Sessions);
        Assert.Equal(new() { Sessions = { held[0] } }, second);
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(counselling.ListCounsellingAsync(new() { PageSize = -1 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(counselling.ListCounsellingAsync(new() { PageToken = "!" }))
        );
    }

    [Fact]
    public async Task No_other_role_works_with_counselling()
    {
        var collective = network.NewCollective();
        foreach (var role in (string[])["executive", "facilitator", "data_steward", "admin"])
        {
            var counselling = new V1.Counselling.CounsellingClient(collective.As(role));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(counselling.RecordCounsellingAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(counselling.GetCounsellingAsync(new())));
            Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(counselling.ListCounsellingAsync(new())));
        }
    }
}
