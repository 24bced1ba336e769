using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class OfficeTests(MembershipFixture network)
{
    private static readonly SetUpOfficeRequest Board = new()
    {
        Name = "Board",
        Kind = OfficeKind.Governing,
        Seats = 3,
        HasVote = true,
        TermMonths = 24,
        TermLimit = 2,
        SetUpOn = OnDay(2020, 4, 1),
    };

    [Fact]
    public async Task An_office_is_set_up_read_back_and_told()
    {
        var collective = network.NewCollective();

        var office = await Offices(collective).SetUpOfficeAsync(Board);

        Assert.Equal(
            new Office
            {
                Id = office.Id,
                Name = "Board",
                Kind = OfficeKind.Governing,
                Seats = 3,
                HasVote = true,
                TermMonths = 24,
                TermLimit = 2,
                SetUpOn = OnDay(2020, 4, 1),
                Vacant = 3,
                Etag = "1",
            },
            office
        );
        Assert.Equal(office, await Offices(collective, "member").GetOfficeAsync(new() { Id = office.Id }));
        Assert.Equal([office], (await Offices(collective, "member").ListOfficesAsync(new())).Offices);
        Assert.Equal(
            [new OfficeChanged(Guid.Parse(office.Id), new("governing"), 3, new(2020, 4, 1), null, 1)],
            await network.Bus.WaitForAsync<OfficeChanged>(collective.Id)
        );
    }

    [Fact]
    public async Task A_member_takes_a_seat_for_a_term_and_of_her_sub_group_only_yes_or_no_is_told()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2020, 1, 1));
        await BelongsAsync(collective, bina, "hijra");
        var office = await Offices(collective).SetUpOfficeAsync(Board);

        var appointed = await Offices(collective)
            .AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    MemberId = asha.Id,
                    StartedOn = OnDay(2025, 4, 1),
                }
            );
        appointed = await Offices(collective)
            .AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    MemberId = bina.Id,
                    StartedOn = OnDay(2025, 4, 2),
                }
            );

        Assert.Equal(
            [
                new Term
                {
                    Id = appointed.Terms[0].Id,
                    MemberId = asha.Id,
                    KnownAs = "Asha",
                    Number = asha.Number,
                    InARow = 1,
                    StartedOn = OnDay(2025, 4, 1),
                    EndsOn = OnDay(2027, 3, 31),
                    ByMember = true,
                },
                new Term
                {
                    Id = appointed.Terms[1].Id,
                    MemberId = bina.Id,
                    KnownAs = "Bina",
                    Number = bina.Number,
                    InARow = 1,
                    StartedOn = OnDay(2025, 4, 2),
                    EndsOn = OnDay(2027, 4, 1),
                    ByMember = true,
                },
            ],
            appointed.Terms
        );
        Assert.Equal(1, appointed.Vacant);
        Assert.Equal(
            [
                new TermStarted(
                    Guid.Parse(appointed.Terms[0].Id),
                    Guid.Parse(office.Id),
                    new("governing"),
                    ByMember: true,
                    Elected: false,
                    WithinLimit: true,
                    SubGroup: false,
                    new(2025, 4, 1),
                    new(2027, 3, 31)
                ),
                new TermStarted(
                    Guid.Parse(appointed.Terms[1].Id),
                    Guid.Parse(office.Id),
                    new("governing"),
                    ByMember: true,
                    Elected: false,
                    WithinLimit: true,
                    SubGroup: true,
                    new(2025, 4, 2),
                    new(2027, 4, 1)
                ),
            ],
            (await network.Bus.WaitForAsync<TermStarted>(collective.Id, 2)).OrderBy(t => t.StartedOn)
        );
    }

    [Fact]
    public async Task Staff_in_a_governing_seat_is_named_by_her_post_and_never_counts_as_a_member()
    {
        var collective = network.NewCollective();
        var office = await Offices(collective).SetUpOfficeAsync(Board);

        var appointed = await Offices(collective)
            .AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    HeldBy = " Programme manager ",
                    StartedOn = OnDay(2025, 4, 1),
                }
            );

        Assert.Equal(
            [
                new Term
                {
                    Id = appointed.Terms[0].Id,
                    HeldBy = "Programme manager",
                    InARow = 1,
                    StartedOn = OnDay(2025, 4, 1),
                    EndsOn = OnDay(2027, 3, 31),
                },
            ],
            appointed.Terms
        );
        Assert.Equal(
            [
                new TermStarted(
                    Guid.Parse(appointed.Terms[0].Id),
                    Guid.Parse(office.Id),
                    new("governing"),
                    ByMember: false,
                    Elected: false,
                    WithinLimit: true,
                    SubGroup: false,
                    new(2025, 4, 1),
                    new(2027, 3, 31)
                ),
            ],
            await network.Bus.WaitForAsync<TermStarted>(collective.Id)
        );
    }

    [Fact]
    public async Task An_ended_term_frees_its_seat_and_stays_in_the_history()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2020, 1, 1));
        var offices = Offices(collective);
        var office = await offices.SetUpOfficeAsync(Board.But(r => r.Seats = 1));
        var first = (
            await offices.AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    MemberId = asha.Id,
                    StartedOn = OnDay(2024, 4, 1),
                }
            )
        ).Terms[0];
        Assert.Equal(
            Refused.NotNow("no_seat"),
            await Refused.ByAsync(offices.AppointHolderAsync(new() { OfficeId = office.Id, MemberId = bina.Id }))
        );

        await offices.EndTermAsync(
            new()
            {
                OfficeId = office.Id,
                TermId = first.Id,
                EndedOn = OnDay(2025, 3, 31),
            }
        );
        var now = await offices.AppointHolderAsync(
            new()
            {
                OfficeId = office.Id,
                MemberId = bina.Id,
                StartedOn = OnDay(2025, 4, 1),
            }
        );

        Assert.Equal([("Bina", (Date?)null), ("Asha", OnDay(2025, 3, 31))], now.Terms.Select(t => (t.KnownAs, (Date?)t.EndedOn)));
        Assert.Equal(["Bina"], (await offices.ListOfficesAsync(new())).Offices.Single().Terms.Select(t => t.KnownAs));
        Assert.Equal([new TermEnded(Guid.Parse(first.Id), new(2025, 3, 31))], await network.Bus.WaitForAsync<TermEnded>(collective.Id));
        Assert.Equal(
            Refused.NotNow("already_ended"),
            await Refused.ByAsync(offices.EndTermAsync(new() { OfficeId = office.Id, TermId = first.Id }))
        );
    }

    [Fact]
    public async Task A_seat_cannot_be_given_for_a_time_before_it_was_taken_when_the_two_would_meet()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2020, 1, 1));
        var office = await Offices(collective).SetUpOfficeAsync(Board.But(r => r.Seats = 1));
        await Offices(collective)
            .AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    MemberId = asha.Id,
                    StartedOn = OnDay(2024, 4, 1),
                }
            );

        Assert.Equal(
            Refused.NotNow("no_seat"),
            await Refused.ByAsync(
                Offices(collective)
                    .AppointHolderAsync(
                        new()
                        {
                            OfficeId = office.Id,
                            MemberId = bina.Id,
                            StartedOn = OnDay(2023, 4, 1),
                        }
                    )
            )
        );
        Assert.Equal(
            Refused.NotNow("already_holds"),
            await Refused.ByAsync(
                Offices(collective)
                    .AppointHolderAsync(
                        new()
                        {
                            OfficeId = office.Id,
                            MemberId = asha.Id,
                            StartedOn = OnDay(2023, 4, 1),
                        }
                    )
            )
        );
    }

    [Theory]
    [InlineData(2, 2024, 4, true)] // straight after her second term: a third in a row
    [InlineData(2, 2025, 3, true)] // less than half a term later it is still in a row
    [InlineData(2, 2025, 5, false)] // more than half a term later it was a break
    [InlineData(3, 2024, 4, false)] // within a longer limit
    public async Task A_term_beyond_the_limit_is_somebody_elses_turn(int limit, int year, int month, bool refused)
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var offices = Offices(collective);
        var office = await offices.SetUpOfficeAsync(Board.But(r => r.TermLimit = limit));
        foreach (var start in (int[])[2020, 2022])
        {
            var served = await offices.AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    MemberId = asha.Id,
                    StartedOn = OnDay(start, 4, 1),
                }
            );
            await offices.EndTermAsync(
                new()
                {
                    OfficeId = office.Id,
                    TermId = served.Terms.Single(t => t.EndedOn is null).Id,
                    EndedOn = OnDay(start + 2, 3, 31),
                }
            );
        }
        var third = new AppointHolderRequest
        {
            OfficeId = office.Id,
            MemberId = asha.Id,
            StartedOn = OnDay(year, month, 1),
        };

        if (refused)
            Assert.Equal(Refused.NotNow("term_limit"), await Refused.ByAsync(offices.AppointHolderAsync(third)));
        else
            Assert.Equal(limit == 3 ? 3 : 1, (await offices.AppointHolderAsync(third)).Terms[0].InARow);
    }

    [Fact]
    public async Task A_reserved_seat_goes_to_the_sub_group_it_is_kept_for_and_to_nobody_else()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2020, 1, 1));
        var chandra = await collective.EnrolAsync("Chandra", new(2020, 1, 1));
        await BelongsAsync(collective, bina, "hijra");
        await BelongsAsync(collective, asha, "street-based");
        var offices = Offices(collective);
        var office = await offices.SetUpOfficeAsync(
            Board.But(r =>
            {
                r.Seats = 2;
                r.ReservedSeats = 1;
                r.ReservedFor = "hijra";
            })
        );
        AppointHolderRequest Seat(Member member, bool reserved) =>
            new()
            {
                OfficeId = office.Id,
                MemberId = member.Id,
                Reserved = reserved,
            };

        Assert.Equal(Refused.NotNow("not_in_sub_group"), await Refused.ByAsync(offices.AppointHolderAsync(Seat(asha, reserved: true))));
        await offices.AppointHolderAsync(Seat(asha, reserved: false));
        Assert.Equal(Refused.NotNow("seat_reserved"), await Refused.ByAsync(offices.AppointHolderAsync(Seat(chandra, reserved: false))));
        var both = await offices.AppointHolderAsync(Seat(bina, reserved: true));

        Assert.Equal([("Asha", false), ("Bina", true)], both.Terms.Select(t => (t.KnownAs, t.Reserved)).Order());
        var open = await offices.SetUpOfficeAsync(Board.But(r => r.Name = "Open"));
        Assert.Equal(
            Refused.NotNow("not_in_sub_group"),
            await Refused.ByAsync(offices.AppointHolderAsync(Seat(bina, reserved: true).But(r => r.OfficeId = open.Id)))
        );
    }

    [Fact]
    public async Task Changing_an_office_needs_its_etag_and_leaves_those_who_hold_it_their_seats()
    {
        var collective = network.NewCollective();
        var offices = Offices(collective);
        var office = await offices.SetUpOfficeAsync(Board);
        foreach (var name in (string[])["Asha", "Bina"])
            office = await offices.AppointHolderAsync(new() { OfficeId = office.Id, MemberId = (await collective.EnrolAsync(name)).Id });
        var change = new ChangeOfficeRequest
        {
            Id = office.Id,
            Etag = office.Etag,
            Name = "Executive",
            Seats = 2,
            HasVote = true,
            TermMonths = 12,
            TermLimit = 3,
        };

        Assert.Equal(
            Refused.Invalid("seats", "seats_held"),
            await Refused.ByAsync(offices.ChangeOfficeAsync(change.But(r => r.Seats = 1)))
        );
        var changed = await offices.ChangeOfficeAsync(change);

        Assert.Equal(
            office.But(o =>
            {
                o.Name = "Executive";
                o.Seats = 2;
                o.TermMonths = 12;
                o.TermLimit = 3;
                o.Vacant = 0;
                o.Etag = "4";
            }),
            changed
        );
        Assert.Equal(
            new Refused(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null),
            await Refused.ByAsync(offices.ChangeOfficeAsync(change))
        );
        Assert.Equal(changed, await offices.GetOfficeAsync(new() { Id = office.Id }));
        Assert.Equal([1, 4], (await network.Bus.WaitForAsync<OfficeChanged>(collective.Id, 2)).Select(o => o.Revision).Order());
    }

    [Fact]
    public async Task An_ended_office_ends_its_terms_and_frees_its_name()
    {
        var collective = network.NewCollective();
        var offices = Offices(collective);
        var office = await offices.SetUpOfficeAsync(Board);
        var term = (
            await offices.AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    HeldBy = "Accountant",
                    StartedOn = OnDay(2025, 4, 1),
                }
            )
        ).Terms[0];
        Assert.Equal(
            Refused.Invalid("ended_on", "held_later"),
            await Refused.ByAsync(offices.EndOfficeAsync(new() { Id = office.Id, EndedOn = OnDay(2025, 3, 31) }))
        );

        var ended = await offices.EndOfficeAsync(new() { Id = office.Id, EndedOn = OnDay(2025, 12, 31) });

        Assert.Equal((OnDay(2025, 12, 31), OnDay(2025, 12, 31), 0), (ended.EndedOn, ended.Terms[0].EndedOn, ended.Vacant));
        Assert.Equal([new TermEnded(Guid.Parse(term.Id), new(2025, 12, 31))], await network.Bus.WaitForAsync<TermEnded>(collective.Id));
        Assert.Equal(
            new OfficeChanged(Guid.Parse(office.Id), new("governing"), 3, new(2020, 4, 1), new(2025, 12, 31), 3),
            (await network.Bus.WaitForAsync<OfficeChanged>(collective.Id, 2)).MaxBy(o => o.Revision)
        );
        Assert.Equal(
            [Refused.NotNow("office_ended"), Refused.NotNow("office_ended"), Refused.NotNow("office_ended")],
            [
                await Refused.ByAsync(offices.EndOfficeAsync(new() { Id = office.Id })),
                await Refused.ByAsync(offices.AppointHolderAsync(new() { OfficeId = office.Id, HeldBy = "Accountant" })),
                await Refused.ByAsync(
                    offices.ChangeOfficeAsync(
                        new()
                        {
                            Id = office.Id,
                            Etag = ended.Etag,
                            Name = "Board",
                            Seats = 1,
                        }
                    )
                ),
            ]
        );
        var again = await offices.SetUpOfficeAsync(Board);
        Assert.Equal([again.Id], (await offices.ListOfficesAsync(new())).Offices.Select(o => o.Id));
        Assert.Equal(2, (await offices.ListOfficesAsync(new() { IncludeEnded = true })).Offices.Count);
    }

    [Fact]
    public async Task Leaving_the_collective_is_also_the_last_day_in_office()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var offices = Offices(collective);
        var board = await offices.SetUpOfficeAsync(Board);
        var bank = await offices.SetUpOfficeAsync(
            Board.But(r =>
            {
                r.Name = "Bank";
                r.Kind = OfficeKind.Signatory;
            })
        );
        foreach (var office in (Office[])[board, bank])
            await offices.AppointHolderAsync(
                new()
                {
                    OfficeId = office.Id,
                    MemberId = asha.Id,
                    StartedOn = OnDay(2025, 4, 1),
                }
            );

        await collective.Members.EndMembershipAsync(new() { Id = asha.Id, LeftOn = OnDay(2026, 1, 31) });

        var left = await offices.GetOfficeAsync(new() { Id = board.Id });
        Assert.Equal((OnDay(2026, 1, 31), 3), (left.Terms[0].EndedOn, left.Vacant));
        Assert.Equal(
            [new DateOnly(2026, 1, 31), new(2026, 1, 31)],
            (await network.Bus.WaitForAsync<TermEnded>(collective.Id, 2)).Select(t => t.EndedOn)
        );
        Assert.Equal(
            Refused.NotNow("not_a_member"),
            await Refused.ByAsync(offices.AppointHolderAsync(new() { OfficeId = board.Id, MemberId = asha.Id }))
        );
    }

    [Fact]
    public async Task Of_an_erased_member_the_history_keeps_the_days_and_no_name()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2020, 1, 1));
        var offices = Offices(collective);
        var office = await offices.SetUpOfficeAsync(Board);
        await offices.AppointHolderAsync(
            new()
            {
                OfficeId = office.Id,
                MemberId = asha.Id,
                StartedOn = OnDay(2025, 4, 1),
            }
        );

        await collective.Members.EraseMemberAsync(new() { Id = asha.Id });

        var term = Assert.Single((await offices.GetOfficeAsync(new() { Id = office.Id })).Terms);
        Assert.Equal(
            ("", "", false, OnDay(2025, 4, 1), Today.ToMessage()),
            (term.KnownAs, term.Number, term.ByMember, term.StartedOn, term.EndedOn)
        );
        Assert.Equal(Today, (await network.Bus.WaitForAsync<TermEnded>(collective.Id)).Single().EndedOn);
        Assert.Equal(0, (await offices.GetCommunityTestAsync(new())).Shares.Single(s => s.Measure == Measure.Governing).ByMembers);
    }

    [Fact]
    public async Task The_last_seat_is_given_once_to_two_at_once_and_to_the_same_request_twice()
    {
        var collective = network.NewCollective();
        var offices = Offices(collective);
        var office = await offices.SetUpOfficeAsync(Board.But(r => r.Seats = 1));
        var members = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => collective.EnrolAsync($"Member {i}")));

        var tried = await Task.WhenAll(
            members.Select(async m =>
            {
                try
                {
                    await offices.AppointHolderAsync(new() { OfficeId = office.Id, MemberId = m.Id });
                    return true;
                }
                catch (Grpc.Core.RpcException)
                {
                    return false;
                }
            })
        );
        Assert.Single(tried, won => won);
        Assert.Single((await offices.GetOfficeAsync(new() { Id = office.Id })).Terms);

        var request = Board.But(r =>
        {
            r.RequestId = $"{Guid.NewGuid()}";
            r.Name = "Second";
        });
        var twice = await Task.WhenAll(offices.SetUpOfficeAsync(request).ResponseAsync, offices.SetUpOfficeAsync(request).ResponseAsync);
        Assert.Equal(twice[0], twice[1]);
    }

    [Fact]
    public async Task Offices_are_listed_by_name_in_pages()
    {
        var collective = network.NewCollective();
        var offices = Offices(collective);
        foreach (var name in (string[])["Treasurer", "board", "అధ్యక్షురాలు", "Committee"])
            await offices.SetUpOfficeAsync(Board.But(r => r.Name = name));

        var first = await offices.ListOfficesAsync(new() { PageSize = 3 });
        await offices.SetUpOfficeAsync(Board.But(r => r.Name = "Auditor"));
        var second = await offices.ListOfficesAsync(new() { PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal(["board", "Committee", "Treasurer", "అధ్యక్షురాలు"], first.Offices.Concat(second.Offices).Select(o => o.Name));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task Only_the_executive_changes_offices_and_another_collective_knows_none_of_them()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        var office = await Offices(collective).SetUpOfficeAsync(Board);
        var term = (await Offices(collective).AppointHolderAsync(new() { OfficeId = office.Id, HeldBy = "Accountant" })).Terms[0];

        foreach (var role in (string[])["member", "peer_leader", "facilitator", "election_committee"])
            Assert.Equal(
                [Refused.NotAllowed, Refused.NotAllowed, Refused.NotAllowed, Refused.NotAllowed, Refused.NotAllowed],
                [
                    await Refused.ByAsync(Offices(collective, role).SetUpOfficeAsync(Board)),
                    await Refused.ByAsync(Offices(collective, role).ChangeOfficeAsync(new() { Id = office.Id })),
                    await Refused.ByAsync(Offices(collective, role).EndOfficeAsync(new() { Id = office.Id })),
                    await Refused.ByAsync(Offices(collective, role).AppointHolderAsync(new() { OfficeId = office.Id })),
                    await Refused.ByAsync(Offices(collective, role).EndTermAsync(new() { OfficeId = office.Id, TermId = term.Id })),
                ]
            );
        Assert.Equal(
            [Refused.NotFound, Refused.NotFound, Refused.NotFound, Refused.NotFound, Refused.NotFound],
            [
                await Refused.ByAsync(Offices(other).GetOfficeAsync(new() { Id = office.Id })),
                await Refused.ByAsync(
                    Offices(other)
                        .ChangeOfficeAsync(
                            new()
                            {
                                Id = office.Id,
                                Etag = "1",
                                Name = "Board",
                                Seats = 1,
                            }
                        )
                ),
                await Refused.ByAsync(Offices(other).EndOfficeAsync(new() { Id = office.Id })),
                await Refused.ByAsync(Offices(other).AppointHolderAsync(new() { OfficeId = office.Id, HeldBy = "Accountant" })),
                await Refused.ByAsync(Offices(other).EndTermAsync(new() { OfficeId = office.Id, TermId = term.Id })),
            ]
        );
        Assert.Empty((await Offices(other).ListOfficesAsync(new())).Offices);
    }

    [Fact]
    public async Task Bad_input_is_refused_field_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var offices = Offices(collective);
        var office = await offices.SetUpOfficeAsync(Board);
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var theirs = await network.NewCollective().EnrolAsync("Bina");
        var other = Board.But(r => r.Name = "Other");
        var appoint = new AppointHolderRequest { OfficeId = office.Id, MemberId = asha.Id };

        await AllRefusedAsync(
            r => offices.SetUpOfficeAsync(r),
            (other.But(r => r.Name = " "), Refused.Invalid("name", "required")),
            (other.But(r => r.Name = new('a', 101)), Refused.Invalid("name", "too_long")),
            (other.But(r => r.Name = "Board"), Refused.Invalid("name", "name_taken")),
            (other.But(r => r.Kind = default), Refused.Invalid("kind", "required")),
            (other.But(r => r.Kind = (OfficeKind)9), Refused.Invalid("kind", "unknown_choice")),
            (other.But(r => r.Seats = 0), Refused.Invalid("seats", "out_of_range")),
            (other.But(r => r.Seats = 101), Refused.Invalid("seats", "out_of_range")),
            (other.But(r => r.TermMonths = 121), Refused.Invalid("term_months", "out_of_range")),
            (other.But(r => r.TermMonths = 0), Refused.Invalid("term_months", "needs_term")),
            (other.But(r => r.TermLimit = -1), Refused.Invalid("term_limit", "out_of_range")),
            (
                other.But(r =>
                {
                    r.ReservedSeats = 4;
                    r.ReservedFor = "hijra";
                }),
                Refused.Invalid("reserved_seats", "out_of_range")
            ),
            (other.But(r => r.ReservedSeats = 1), Refused.Invalid("reserved_for", "required")),
            (other.But(r => r.ReservedFor = "hijra"), Refused.Invalid("reserved_seats", "nothing_reserved")),
            (
                other.But(r =>
                {
                    r.ReservedSeats = 1;
                    r.ReservedFor = "Not A Code";
                }),
                Refused.Invalid("reserved_for", "bad_code")
            ),
            (other.But(r => r.SetUpOn = Today.AddDays(1).ToMessage()), Refused.Invalid("set_up_on", "in_the_future"))
        );
        await AllRefusedAsync(
            r => offices.AppointHolderAsync(r),
            (appoint.But(r => r.MemberId = ""), Refused.Invalid("member_id", "one_of")),
            (appoint.But(r => r.HeldBy = "Accountant"), Refused.Invalid("member_id", "one_of")),
            (appoint.But(r => r.MemberId = "x"), Refused.Invalid("member_id", "bad_id")),
            (appoint.But(r => r.MemberId = theirs.Id), Refused.NotFound),
            (appoint.But(r => r.OfficeId = "x"), Refused.NotFound),
            (appoint.But(r => r.StartedOn = OnDay(2023, 12, 31)), Refused.NotNow("not_a_member")),
            (appoint.But(r => r.StartedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("started_on", "in_the_future")),
            (
                appoint.But(r =>
                {
                    r.MemberId = "";
                    r.HeldBy = "Accountant";
                    r.StartedOn = OnDay(2020, 3, 31);
                }),
                Refused.Invalid("started_on", "before_set_up")
            ),
            (
                appoint.But(r =>
                {
                    r.MemberId = "";
                    r.HeldBy = "Accountant";
                    r.Reserved = true;
                }),
                Refused.Invalid("reserved", "members_only")
            )
        );
        await AllRefusedAsync(
            r => offices.EndTermAsync(r),
            (new EndTermRequest { OfficeId = office.Id, TermId = "x" }, Refused.Invalid("term_id", "bad_id")),
            (new() { OfficeId = office.Id, TermId = $"{Guid.NewGuid()}" }, Refused.NotFound)
        );

        Assert.Equal([office], (await offices.ListOfficesAsync(new())).Offices);
        var term = (await offices.AppointHolderAsync(appoint)).Terms[0];
        Assert.Equal(Refused.NotNow("already_holds"), await Refused.ByAsync(offices.AppointHolderAsync(appoint)));
        Assert.Equal(
            Refused.Invalid("ended_on", "before_start"),
            await Refused.ByAsync(
                offices.EndTermAsync(
                    new()
                    {
                        OfficeId = office.Id,
                        TermId = term.Id,
                        EndedOn = Today.AddDays(-1).ToMessage(),
                    }
                )
            )
        );
    }

    private static V1.Offices.OfficesClient Offices(TestCollective collective, string role = "executive") => new(collective.As(role));

    /// <summary>As her own record would say it.</summary>
    private async Task BelongsAsync(TestCollective collective, Member member, string subGroup) =>
        await network.RowsAsync(
            collective.Id,
            $"insert into member_sub_group values ('{collective.Id}', '{subGroup}', '{member.Id}') returning 1"
        );
}
