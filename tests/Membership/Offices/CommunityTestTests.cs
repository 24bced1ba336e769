using Membership.Offices;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;
using CommunityTest = Membership.Offices.CommunityTest;
using Office = Membership.Offices.Office;
using OfficeKind = Membership.Offices.OfficeKind;
using Term = Membership.Offices.Term;

namespace Membership.Tests;

/// <summary>The community-led test as a function of what is held, and once through the service.</summary>
public sealed class CommunityTestTests(MembershipFixture network)
{
    private static readonly DateOnly Day = new(2026, 6, 15);

    /// <summary>
    /// Offices as words: kind (g, s, p, c), an exclamation mark when it votes, seats, and who holds them (m member, s staff, f
    /// a former member).
    /// </summary>
    public static readonly TheoryData<string, Verdict> Verdicts = new()
    {
        { "g!3:mmm s2:mm", Verdict.Led },
        { "g!3:mms s3:mms", Verdict.Led },
        { "g!3:mss s3:mms", Verdict.NotLed }, // a minority governs
        { "g!4:mmss s3:mms", Verdict.NotLed }, // half is not more than half
        { "g!3:mmm s2:ms", Verdict.NotLed }, // half of the signatures
        { "g!3:mmm s2:ss", Verdict.NotLed },
        { "g3:mmm c!3:mss s2:mm", Verdict.NotLed }, // they sit, and staff votes
        { "g3:mmm c!3:mms s2:mm", Verdict.Led },
        { "g!5:mm s2:mm", Verdict.NotLed }, // vacant seats are nobody's
        { "g!5:mmm s2:mm", Verdict.Led },
        { "g!3:mmf s2:mm", Verdict.Led },
        { "g!3:mff s2:mm", Verdict.NotLed }, // who has left is no member
        { "g!3:mmm s2:mm p10:ssssssssss", Verdict.Led }, // paid posts are shown and do not decide
        { "g!3:mmm", Verdict.Incomplete }, // who signs is not written down
        { "g3:mmm s2:mm", Verdict.Incomplete }, // who votes is not
        { "s2:mm", Verdict.Incomplete },
        { "", Verdict.Incomplete },
        { "s2:ss", Verdict.NotLed }, // incomplete, and what there is fails
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void More_than_half_of_seats_signatures_and_votes_held_by_members_is_community_led(string offices, Verdict verdict) =>
        Assert.Equal(verdict, CommunityTest.Of(Read(offices), new HashSet<Guid>(), Day).Verdict);

    [Fact]
    public void Each_share_says_who_holds_how_many_of_how_many()
    {
        var test = CommunityTest.Of(Read("g!5:mmms g1:f s2:ms p3:mss c2:m"), new HashSet<Guid>(), Day);

        Assert.Equal(
            [
                new Share
                {
                    Measure = Measure.Governing,
                    ByMembers = 3,
                    ByStaff = 2,
                    Seats = 6,
                },
                new Share
                {
                    Measure = Measure.Signatories,
                    ByMembers = 1,
                    ByStaff = 1,
                    Seats = 2,
                },
                new Share
                {
                    Measure = Measure.Votes,
                    ByMembers = 3,
                    ByStaff = 1,
                    Seats = 5,
                    Passes = true,
                },
                new Share
                {
                    Measure = Measure.PaidPosts,
                    ByMembers = 1,
                    ByStaff = 2,
                    Seats = 3,
                },
            ],
            test.Shares
        );
        Assert.Equal(5, test.Offices.Count);
    }

    [Theory]
    [InlineData("g!3:mmm s5:mmmmm", "")] // two to spare and three
    [InlineData("g!3:mms s5:mmmmm", "AtTheEdge:Governing AtTheEdge:Votes StaffSeat")]
    [InlineData("g!5:mmmmm s1:m", "AtTheEdge:Signatories")] // the one who signs
    [InlineData("g!5:mmmmm s4:mmm", "AtTheEdge:Signatories Vacant:1")]
    [InlineData("g!5:mmmmm s5:mmmms", "StaffSignatory")]
    [InlineData("g!5:mmmmm s5:mmmmm p3:s c3:", "")] // neither decides
    [InlineData("g!3:mss s5:mmmmm", "StaffSeat StaffSeat")] // failing already: no edge
    public void What_would_break_it_next_is_told(string offices, string warnings) =>
        Assert.Equal(
            warnings,
            string.Join(' ', CommunityTest.Of(Read(offices), new HashSet<Guid>(), Day).Warnings.Select(Told).Order(StringComparer.Ordinal))
        );

    [Theory]
    [InlineData(91, 1, null, false, "")]
    [InlineData(90, 1, null, false, "TermEnds:90 NoElection:90")]
    [InlineData(90, 1, null, true, "TermEnds:90")]
    [InlineData(0, 1, 2, true, "TermEnds:0")]
    [InlineData(30, 2, 2, true, "TermEnds:30 LimitReached:30")]
    [InlineData(30, 3, 2, true, "TermEnds:30 LimitReached:30")] // the limit was lowered
    [InlineData(100, 2, 2, true, "")]
    [InlineData(-1, 1, 2, false, "TermOver:-1 NoElection:-1")]
    public void A_term_and_a_limit_that_are_about_to_pass_are_told_in_days(int days, int inARow, int? limit, bool planned, string warnings)
    {
        var office = Office(OfficeKind.Governing, 1, hasVote: true, limit);
        office.Terms.Add(Term(office, 'm', Day.AddDays(days), inARow));

        var test = CommunityTest.Of([office], planned ? new HashSet<Guid> { office.Id } : new HashSet<Guid>(), Day);

        Assert.Equal(warnings, string.Join(' ', test.Warnings.Where(w => w.Kind != WarningKind.AtTheEdge).Select(Told)));
        Assert.All(
            test.Warnings.Where(w => w.TermId != ""),
            w =>
                Assert.Equal(
                    (office.Terms[0].Id.ToString(), "Asha", office.Id.ToString(), office.Name),
                    (w.TermId, w.HeldBy, w.OfficeId, w.OfficeName)
                )
        );
    }

    [Fact]
    public void A_term_whose_successor_is_elected_is_no_worry()
    {
        var office = Office(OfficeKind.Governing, 1, hasVote: true, limit: null);
        var term = Term(office, 'm', Day.AddDays(5));
        term.End(Day.AddDays(5));
        office.Terms.Add(term);

        Assert.Equal(
            [WarningKind.AtTheEdge, WarningKind.AtTheEdge],
            CommunityTest.Of([office], new HashSet<Guid>(), Day).Warnings.Select(w => w.Kind)
        );
    }

    [Fact]
    public void A_signatory_needs_no_election()
    {
        var bank = Office(OfficeKind.Signatory, 1, hasVote: false, limit: null);
        bank.Terms.Add(Term(bank, 'm', Day.AddDays(5)));

        Assert.Equal(
            ["TermEnds:5"],
            CommunityTest.Of([bank], new HashSet<Guid>(), Day).Warnings.Where(w => w.Kind != WarningKind.AtTheEdge).Select(Told)
        );
    }

    [Fact]
    public void What_holds_already_comes_first_then_what_ends_soonest()
    {
        var board = Office(OfficeKind.Governing, 4, hasVote: true, limit: null);
        foreach (var (who, days) in new[] { ('m', 60), ('m', 10), ('s', 30) })
            board.Terms.Add(Term(board, who, Day.AddDays(days)));

        Assert.Equal(
            ["Vacant:1", "StaffSeat", "TermEnds:10", "TermEnds:30", "TermEnds:60"],
            CommunityTest
                .Of([board], new HashSet<Guid> { board.Id }, Day)
                .Warnings.Select(Told)
                .Where(w => !w.StartsWith("AtTheEdge", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task The_test_is_computed_from_live_records_for_every_member_to_see()
    {
        var collective = network.NewCollective();
        var executive = new V1.Offices.OfficesClient(collective.As("executive"));
        var member = new V1.Offices.OfficesClient(collective.As("member"));
        Assert.Equal(Verdict.Incomplete, (await member.GetCommunityTestAsync(new())).Verdict);
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var board = await executive.SetUpOfficeAsync(
            new()
            {
                Name = "Board",
                Kind = V1.OfficeKind.Governing,
                Seats = 1,
                HasVote = true,
                SetUpOn = OnDay(2024, 4, 1),
            }
        );
        var bank = await executive.SetUpOfficeAsync(
            new()
            {
                Name = "Bank",
                Kind = V1.OfficeKind.Signatory,
                Seats = 1,
                SetUpOn = OnDay(2024, 4, 1),
            }
        );
        foreach (var office in (V1.Office[])[board, bank])
            await executive.AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    MemberId = asha.Id,
                    StartedOn = OnDay(2024, 4, 1),
                }
            );
        var gone = await executive.SetUpOfficeAsync(
            new()
            {
                Name = "Old",
                Kind = V1.OfficeKind.Governing,
                Seats = 9,
            }
        );
        await executive.EndOfficeAsync(new() { Id = gone.Id });

        Assert.Equal(Verdict.Led, (await member.GetCommunityTestAsync(new())).Verdict);
        await collective.Members.EndMembershipAsync(new() { Id = asha.Id, LeftOn = Today.AddDays(-1).ToMessage() });
        await executive.AppointHolderAsync(new() { OfficeId = board.Id, HeldBy = "Programme manager" });

        var test = await member.GetCommunityTestAsync(new());
        Assert.Equal(Verdict.NotLed, test.Verdict);
        Assert.Equal(
            [("Board", "Programme manager", false)],
            test.Offices.SelectMany(o => o.Terms.Select(t => (o.Name, t.HeldBy, t.ByMember))).Where(t => t.HeldBy != "")
        );
        Assert.Equal(["StaffSeat", "Vacant:1"], test.Warnings.Select(Told).Order(StringComparer.Ordinal));
        Assert.Empty((await new V1.Offices.OfficesClient(network.NewCollective().As("member")).GetCommunityTestAsync(new())).Offices);
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Offices.OfficesClient(collective.As("admin")).GetCommunityTestAsync(new()))
        );
    }

    [Fact]
    public async Task An_election_on_its_way_settles_the_warning_that_none_is_planned()
    {
        var collective = network.NewCollective();
        var executive = new V1.Offices.OfficesClient(collective.As("executive"));
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var board = await executive.SetUpOfficeAsync(
            new()
            {
                Name = "Board",
                Kind = V1.OfficeKind.Governing,
                Seats = 1,
                HasVote = true,
                TermMonths = 1,
            }
        );
        await executive.AppointHolderAsync(new() { OfficeId = board.Id, MemberId = asha.Id });
        async Task<bool> WarnedAsync() =>
            (await executive.GetCommunityTestAsync(new())).Warnings.Any(w => w.Kind == WarningKind.NoElection && w.OfficeId == board.Id);
        Assert.True(await WarnedAsync());

        var committee = collective.Elections(asha.Id, "election_committee");
        var day = Today.ToMessage();
        var election = await committee.DraftElectionAsync(
            new()
            {
                OfficeId = board.Id,
                Name = "Board",
                Method = CountingMethod.Approval,
                NominationsUntil = day,
                RollCutOff = day,
                VotingFrom = day,
                VotingUntil = day,
                TakesOfficeOn = day,
            }
        );
        Assert.False(await WarnedAsync());

        await committee.CancelElectionAsync(new() { Id = election.Id, Reason = "Too early." });
        Assert.True(await WarnedAsync());
    }

    private static string Told(Warning warning) =>
        warning.Kind switch
        {
            WarningKind.AtTheEdge => $"{warning.Kind}:{warning.Measure}",
            WarningKind.Vacant => $"{warning.Kind}:{warning.Seats}",
            WarningKind.StaffSeat or WarningKind.StaffSignatory => $"{warning.Kind}",
            _ => $"{warning.Kind}:{warning.Days}",
        };

    private static List<Office> Read(string offices) =>
        [
            .. offices
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word =>
                {
                    var what = word.Split(':')[0];
                    var who = word.Split(':')[1];
                    var kind = what[0] switch
                    {
                        'g' => OfficeKind.Governing,
                        's' => OfficeKind.Signatory,
                        'p' => OfficeKind.PaidPost,
                        _ => OfficeKind.Committee,
                    };
                    var office = Office(
                        kind,
                        int.Parse(what.TrimStart('g', 's', 'p', 'c', '!'), System.Globalization.CultureInfo.InvariantCulture),
                        what.Contains('!', StringComparison.Ordinal),
                        null
                    );
                    office.Terms.AddRange(who.Select(one => Term(office, one)));
                    return office;
                }),
        ];

    private static Office Office(OfficeKind kind, int seats, bool hasVote, int? limit) =>
        new()
        {
            Name = $"{kind}",
            Kind = kind,
            Seats = seats,
            HasVote = hasVote,
            TermLimit = limit,
            SetUpOn = new(2020, 1, 1),
        };

    private static Term Term(Office office, char who, DateOnly? endsOn = null, int inARow = 1)
    {
        if (who == 's')
            return new()
            {
                OfficeId = office.Id,
                HeldBy = "Programme manager",
                InARow = 1,
                StartedOn = new(2024, 1, 1),
                EndsOn = endsOn,
            };
        var request = Enrolling("Asha");
        request.JoinedOn = OnDay(2020, 1, 1);
        var member = Members.Member.From(request, DateTimeOffset.UtcNow);
        if (who == 'f')
            member.End(Day.AddDays(-1), null);
        return new()
        {
            OfficeId = office.Id,
            MemberId = member.Id,
            Member = member,
            InARow = inARow,
            StartedOn = new(2024, 1, 1),
            EndsOn = endsOn,
        };
    }
}
