using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class CentreTests(MembershipFixture network)
{
    [Fact]
    public async Task A_day_counts_its_visits_by_age_band_and_tells_them()
    {
        var collective = network.NewCollective();
        var centre = await CentreAsync(collective);
        Assert.Equal(
            new Centre
            {
                Id = centre.Id,
                Name = "Jyothi",
                Block = "bhuj",
                OpenedOn = OnDay(2026, 1, 1),
                Etag = "1",
            },
            centre
        );

        var day = await Centres(collective).RecordCentreDayAsync(On(centre, 5, 3, 4, 5));

        Assert.Equal(
            new CentreDay
            {
                Id = day.Id,
                CentreId = centre.Id,
                OpenOn = OnDay(2026, 3, 5),
                Visits = Came(3, 4, 5),
                Etag = "1",
            },
            day
        );
        Assert.Equal(day, await Centres(collective).GetCentreDayAsync(new() { Id = day.Id }));
        Assert.Equal(
            [new CentreDayRecorded(Guid.Parse(day.Id), Guid.Parse(centre.Id), new(2026, 3, 5), 3, 4, 5, Withdrawn: false, 1)],
            await network.Bus.WaitForAsync<CentreDayRecorded>(collective.Id)
        );
    }

    [Fact]
    public async Task A_day_is_entered_once_corrected_taken_back_and_brought_back()
    {
        var collective = network.NewCollective();
        var centre = await CentreAsync(collective);
        var centres = Centres(collective);
        var day = await centres.RecordCentreDayAsync(On(centre, 5, 3, 4, 5));
        Assert.Equal(
            Refused.Invalid("open_on", "day_recorded"),
            await Refused.ByAsync(centres.RecordCentreDayAsync(On(centre, 5, 1, 1, 1)))
        );

        var corrected = await centres.CorrectCentreDayAsync(
            new()
            {
                Id = day.Id,
                Etag = day.Etag,
                Visits = Came(1, 0, 0),
            }
        );
        var withdrawn = await centres.WithdrawCentreDayAsync(new() { Id = day.Id, Etag = corrected.Etag });
        Assert.Equal(
            day.But(d =>
            {
                d.Visits = Came(1, 0, 0);
                d.Withdrawn = true;
                d.Etag = "3";
            }),
            withdrawn
        );
        Assert.Equal(
            new ListCentreDaysResponse { Totals = new() },
            await centres.ListCentreDaysAsync(
                new()
                {
                    CentreId = centre.Id,
                    Year = 2026,
                    Month = 3,
                }
            )
        );
        Assert.Equal(
            Refused.NotNow("already_withdrawn"),
            await Refused.ByAsync(centres.WithdrawCentreDayAsync(new() { Id = day.Id, Etag = withdrawn.Etag }))
        );

        var back = await centres.RecordCentreDayAsync(On(centre, 5, 2, 2, 2));
        Assert.Equal(
            day.But(d =>
            {
                d.Visits = Came(2, 2, 2);
                d.Etag = "4";
            }),
            back
        );
        Assert.Equal(
            [(1, false, 3), (2, false, 1), (3, true, 1), (4, false, 2)],
            (await network.Bus.WaitForAsync<CentreDayRecorded>(collective.Id, 4))
                .OrderBy(d => d.Revision)
                .Select(d => (d.Revision, d.Withdrawn, d.Under25))
        );
        var stale = new Refused(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null);
        Assert.Equal(
            (stale, stale),
            (
                await Refused.ByAsync(centres.CorrectCentreDayAsync(new() { Id = day.Id, Etag = "1" })),
                await Refused.ByAsync(centres.WithdrawCentreDayAsync(new() { Id = day.Id, Etag = "1" }))
            )
        );
    }

    [Fact]
    public async Task A_month_lists_its_days_with_their_totals_and_a_day_without_visitors_is_a_day()
    {
        var collective = network.NewCollective();
        var centre = await CentreAsync(collective);
        var other = await CentreAsync(collective, "Deepam");
        var centres = Centres(collective);
        foreach (var day in (int[])[31, 1, 12])
            await centres.RecordCentreDayAsync(On(centre, day, day, 1, 0));
        var empty = await centres.RecordCentreDayAsync(On(centre, 13, 0, 0, 0).But(r => r.Visits = null));
        await centres.RecordCentreDayAsync(On(other, 12, 7, 7, 7));
        await centres.RecordCentreDayAsync(On(centre, 1, 9, 9, 9).But(r => r.OpenOn = OnDay(2026, 4, 1)));

        var month = await Centres(collective, "executive")
            .ListCentreDaysAsync(
                new()
                {
                    CentreId = centre.Id,
                    Year = 2026,
                    Month = 3,
                }
            );

        Assert.Equal([1, 12, 13, 31], month.Days.Select(d => d.OpenOn.Day));
        Assert.Equal((Came(44, 3, 0), new Visits()), (month.Totals, empty.Visits));
    }

    [Fact]
    public async Task Centres_are_listed_by_name_in_pages_changed_and_closed_for_good()
    {
        var collective = network.NewCollective();
        var centres = Centres(collective);
        var second = await CentreAsync(collective, "Jyothi");
        var first = await CentreAsync(collective, "Deepam");

        var page = await centres.ListCentresAsync(new() { PageSize = 1 });
        var next = await centres.ListCentresAsync(new() { PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal([first, second], page.Centres.Concat(next.Centres));
        Assert.Equal("", next.NextPageToken);

        var changed = await centres.ChangeCentreAsync(
            new()
            {
                Id = first.Id,
                Etag = first.Etag,
                Name = "Aasha",
                Block = "mandvi",
            }
        );
        Assert.Equal(
            first.But(c =>
            {
                c.Name = "Aasha";
                c.Block = "mandvi";
                c.Etag = "2";
            }),
            changed
        );
        Assert.Equal(
            new Refused(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null),
            await Refused.ByAsync(
                centres.ChangeCentreAsync(
                    new()
                    {
                        Id = first.Id,
                        Etag = "1",
                        Name = "Aasha",
                    }
                )
            )
        );
        Assert.Equal(
            Refused.Invalid("name", "name_taken"),
            await Refused.ByAsync(
                centres.ChangeCentreAsync(
                    new()
                    {
                        Id = first.Id,
                        Etag = "2",
                        Name = "Jyothi",
                    }
                )
            )
        );

        await centres.RecordCentreDayAsync(On(first, 5, 1, 1, 1));
        Assert.Equal(
            Refused.Invalid("closed_on", "open_later"),
            await Refused.ByAsync(centres.CloseCentreAsync(new() { Id = first.Id, ClosedOn = OnDay(2026, 3, 4) }))
        );
        var closed = await centres.CloseCentreAsync(new() { Id = first.Id, ClosedOn = OnDay(2026, 3, 5) });
        Assert.Equal(OnDay(2026, 3, 5), closed.ClosedOn);
        Assert.Equal(Refused.NotNow("centre_closed"), await Refused.ByAsync(centres.RecordCentreDayAsync(On(first, 6, 1, 1, 1))));
        Assert.Equal(Refused.NotNow("already_closed"), await Refused.ByAsync(centres.CloseCentreAsync(new() { Id = first.Id })));
        Assert.Equal([second], (await centres.ListCentresAsync(new())).Centres);
        Assert.Equal([closed, second], (await centres.ListCentresAsync(new() { IncludeClosed = true })).Centres);
    }

    [Fact]
    public async Task The_same_request_twice_records_once_and_two_at_the_same_time_record_one_day()
    {
        var collective = network.NewCollective();
        var centre = await CentreAsync(collective);
        var request = On(centre, 5, 1, 1, 1).But(r => r.RequestId = $"{Guid.NewGuid()}");
        var twice = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Centres(collective).RecordCentreDayAsync(request).ResponseAsync));
        Assert.All(twice, d => Assert.Equal(twice[0], d));

        var refused = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async i =>
                {
                    try
                    {
                        await Centres(collective).RecordCentreDayAsync(On(centre, 6, i, 0, 0));
                        return "";
                    }
                    catch (Grpc.Core.RpcException e)
                    {
                        return e.Code;
                    }
                })
        );
        Assert.Single(refused, "");
        // after the first, or at the same moment
        Assert.All(refused.Where(code => code != ""), code => Assert.Contains(code, (string[])["day_recorded", "changed_meanwhile"]));
        Assert.Equal(2, (
                await Centres(collective)
                    .ListCentreDaysAsync(
                        new()
                        {
                            CentreId = centre.Id,
                            Year = 2026,
                            Month = 3,
                        }
                    )
            ).Days.Count);
    }

    [Fact]
    public async Task Bad_input_is_refused_field_by_field_and_another_collective_knows_nothing()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        var centre = await CentreAsync(collective);
        var centres = Centres(collective);
        var good = On(centre, 5, 1, 1, 1);
        var day = await centres.RecordCentreDayAsync(good.But(r => r.OpenOn = OnDay(2026, 3, 1)));

        await AllRefusedAsync(
            r => centres.SetUpCentreAsync(r),
            (new SetUpCentreRequest { Name = " " }, Refused.Invalid("name", "required")),
            (new() { Name = "Jyothi" }, Refused.Invalid("name", "name_taken")),
            (new() { Name = "New", Block = "Not A Code" }, Refused.Invalid("block", "bad_code")),
            (new() { Name = "New", OpenedOn = Today.AddDays(1).ToMessage() }, Refused.Invalid("opened_on", "in_the_future"))
        );
        await AllRefusedAsync(
            r => centres.RecordCentreDayAsync(r),
            (good.But(r => r.RequestId = "x"), Refused.Invalid("request_id", "bad_id")),
            (good.But(r => r.CentreId = "x"), Refused.Invalid("centre_id", "bad_id")),
            (good.But(r => r.CentreId = $"{Guid.NewGuid()}"), Refused.NotFound),
            (good.But(r => r.OpenOn = OnDay(2025, 12, 31)), Refused.Invalid("open_on", "before_opening")),
            (good.But(r => r.OpenOn = Today.AddDays(1).ToMessage()), Refused.Invalid("open_on", "in_the_future")),
            (good.But(r => r.Visits.Under25 = -1), Refused.Invalid("under_25", "out_of_range")),
            (good.But(r => r.Visits.From25To34 = 10_001), Refused.Invalid("from_25_to_34", "out_of_range")),
            (good.But(r => r.Visits.From35 = 10_001), Refused.Invalid("from_35", "out_of_range"))
        );
        await AllRefusedAsync(
            r => centres.ListCentreDaysAsync(r),
            (new ListCentreDaysRequest { CentreId = centre.Id, Month = 3 }, Refused.Invalid("year", "out_of_range")),
            (new() { CentreId = centre.Id, Year = 2026 }, Refused.Invalid("month", "out_of_range"))
        );
        Assert.Equal(
            [Refused.NotFound, Refused.NotFound, Refused.NotFound, Refused.NotFound, Refused.NotFound],
            [
                await Refused.ByAsync(Centres(other).GetCentreAsync(new() { Id = centre.Id })),
                await Refused.ByAsync(Centres(other).RecordCentreDayAsync(good)),
                await Refused.ByAsync(Centres(other).GetCentreDayAsync(new() { Id = day.Id })),
                await Refused.ByAsync(Centres(other).CorrectCentreDayAsync(new() { Id = day.Id, Etag = "1" })),
                await Refused.ByAsync(
                    Centres(other)
                        .ListCentreDaysAsync(
                            new()
                            {
                                CentreId = centre.Id,
                                Year = 2026,
                                Month = 3,
                            }
                        )
                ),
            ]
        );
        Assert.Equal(
            (Refused.NotAllowed, Refused.NotAllowed),
            (
                await Refused.ByAsync(Centres(collective, "member").ListCentresAsync(new())),
                await Refused.ByAsync(Centres(collective, "executive").RecordCentreDayAsync(good))
            )
        );
        Assert.Equal(
            [day],
            (
                await centres.ListCentreDaysAsync(
                    new()
                    {
                        CentreId = centre.Id,
                        Year = 2026,
                        Month = 3,
                    }
                )
            ).Days
        );
    }

    private static V1.Centres.CentresClient Centres(TestCollective collective, string role = "peer_leader") => new(collective.As(role));

    private static async Task<Centre> CentreAsync(TestCollective collective, string name = "Jyothi") =>
        await Centres(collective)
            .SetUpCentreAsync(
                new()
                {
                    Name = name,
                    Block = "bhuj",
                    OpenedOn = OnDay(2026, 1, 1),
                }
            );

    private static RecordCentreDayRequest On(Centre centre, int day, int under25, int from25, int from35) =>
        new()
        {
            CentreId = centre.Id,
            OpenOn = OnDay(2026, 3, day),
            Visits = Came(under25, from25, from35),
        };

    private static Visits Came(int under25, int from25, int from35) =>
        new()
        {
            Under25 = under25,
            From25To34 = from25,
            From35 = from35,
        };
}
