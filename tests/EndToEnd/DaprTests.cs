using System.Net;
using System.Text.Json.Nodes;
using Grpc.Core;
using Npgsql;
using Sangam.Membership.V1;
using Sangam.Security;
using Sangam.Training.V1;

namespace EndToEnd.Tests;

/// <summary>Membership publishing to a sidecar.</summary>
public sealed class PublishingMembership : ServiceFixture
{
    public PublishingMembership()
        : base("Membership") { }

    public SidecarDouble Sidecar { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await Sidecar.StartAsync();
        await base.InitializeAsync();
    }

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings.Remove("Events__Subscribers__0");
        settings["Events__Transport"] = "Dapr";
        settings["DAPR_GRPC_ENDPOINT"] = Sidecar.Address;
        settings["DAPR_API_TOKEN"] = SidecarDouble.ApiToken;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Sidecar.DisposeAsync();
    }
}

/// <summary>Training behind a sidecar, which it does not notice.</summary>
public sealed class SubscribedTraining() : ServiceFixture("Training");

/// <summary>The same events, through Dapr: the publisher's and the subscriber's sidecar are one here, as their broker would be.</summary>
public sealed class DaprTests : IClassFixture<PublishingMembership>, IClassFixture<SubscribedTraining>
{
    private readonly PublishingMembership membership;
    private readonly SubscribedTraining training;
    private readonly TestCollective collective;

    public DaprTests(PublishingMembership membership, SubscribedTraining training)
    {
        this.membership = membership;
        this.training = training;
        collective = membership.NewCollective();
        membership.Sidecar.App = training.Process.Http;
    }

    [Fact]
    public async Task An_event_is_published_to_the_documented_endpoint_and_arrives()
    {
        var member = await EnrolAsync();

        await Eventually.TrueAsync(() => IsKnownAsync(member), "the member is known in training");
        var (pubsub, topic, contentType, told) = membership.Sidecar.Published.Single(p =>
            p.Event["tenantid"]!.GetValue<Guid>() == collective.Id && $"{p.Event["type"]}" == "membership.member-enrolled.v1"
        );
        Assert.Equal(("pubsub", "membership", "application/cloudevents+json"), (pubsub, topic, contentType));
        Assert.Equal(
            ("1.0", "membership.member-enrolled.v1", "/membership", "application/json"),
            ($"{told["specversion"]}", $"{told["type"]}", $"{told["source"]}", $"{told["datacontenttype"]}")
        );
        Assert.Equal($"{member}", $"{told["data"]!["memberId"]}");
        Assert.True(Guid.TryParse($"{told["id"]}", out _) && DateTimeOffset.TryParse($"{told["time"]}", out _));
    }

    [Fact]
    public async Task A_subscriber_takes_nothing_from_whoever_cannot_show_the_token()
    {
        var member = Guid.NewGuid();
        var forged = Told(member);

        Assert.Equal(HttpStatusCode.Unauthorized, await membership.Sidecar.PostAsync("/events/membership", forged, token: null));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await membership.Sidecar.PostAsync("/events/membership", forged, token: TestBus.Token + "x")
        );
        Assert.False(await IsKnownAsync(member));
    }

    [Fact]
    public async Task What_is_no_event_is_turned_down_and_what_is_not_known_is_passed_over()
    {
        var unknown = Told(Guid.NewGuid());
        unknown["type"] = "membership.something-new.v1";

        Assert.Equal(HttpStatusCode.BadRequest, await membership.Sidecar.PostAsync("/events/membership", []));
        Assert.Equal(HttpStatusCode.OK, await membership.Sidecar.PostAsync("/events/membership", unknown));
    }

    [Fact]
    public async Task A_second_delivery_changes_nothing()
    {
        var member = Guid.NewGuid();
        var told = Told(member);
        Assert.Equal(HttpStatusCode.OK, await membership.Sidecar.PostAsync("/events/membership", told));
        var before = await RowAsync(member);

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, await membership.Sidecar.PostAsync("/events/membership", told));

        Assert.NotNull(before);
        Assert.Equal(before, await RowAsync(member));
    }

    [Fact]
    public async Task While_the_sidecar_is_away_events_wait_and_nobody_at_work_notices()
    {
        await membership.Sidecar.StopAsync();
        Guid[] members;
        try
        {
            members = [await EnrolAsync(), await EnrolAsync()];
            await Eventually.TrueAsync(
                async () => await WaitingAsync() is [> 0, > 0, > 0, > 0],
                "each one's enrolment and consent were tried and wait"
            );
            Assert.False(await IsKnownAsync(members[0]));
        }
        finally
        {
            await membership.Sidecar.StartAsync();
        }

        await Eventually.TrueAsync(
            async () => await IsKnownAsync(members[0]) && await IsKnownAsync(members[1]),
            "both members are known in training"
        );
        await Eventually.TrueAsync(async () => await WaitingAsync() is [], "the outbox is empty");
    }

    private async Task<Guid> EnrolAsync()
    {
        var enrolled = await new Members.MembersClient(collective.As("facilitator")).EnrolMemberAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                KnownAs = "Asha",
                AgeBand = AgeBand._25To34,
                Gender = Gender.Woman,
                Consents =
                {
                    new ConsentGiven
                    {
                        Purpose = ConsentPurpose.MembershipRecord,
                        NoticeVersion = "2026-1",
                        Language = "te",
                    },
                },
            }
        );
        return Guid.Parse(enrolled.Id);
    }

    /// <summary>Whether a training session can be recorded with her.</summary>
    private async Task<bool> IsKnownAsync(Guid member)
    {
        var trainer = training.Calling(training.Issuer.Token($"{Guid.NewGuid()}", collective.Id, [Permission.TrainingRecord]));
        try
        {
            await new TrainingSessions.TrainingSessionsClient(trainer).HoldSessionAsync(
                new()
                {
                    RequestId = $"{Guid.NewGuid()}",
                    Topic = Topic.Governance,
                    Level = Level.Block,
                    HeldOn = Yesterday(),
                    Attendance =
                    {
                        new Attendance { MemberId = $"{member}", Status = AttendanceStatus.Present },
                    },
                }
            );
            return true;
        }
        catch (RpcException e) when (e.Code is "member_unknown")
        {
            return false;
        }
        catch (RpcException e) when (e.Code is "not_a_member")
        {
            return true;
        } // she joined today
    }

    private static Date Yesterday()
    {
        var day = DateTime.UtcNow.AddDays(-1);
        return new()
        {
            Year = day.Year,
            Month = day.Month,
            Day = day.Day,
        };
    }

    private JsonObject Told(Guid member) =>
        new()
        {
            ["specversion"] = "1.0",
            ["id"] = Guid.NewGuid(),
            ["source"] = "/tests",
            ["type"] = "membership.member-enrolled.v1",
            ["time"] = DateTimeOffset.UtcNow,
            ["datacontenttype"] = "application/json",
            ["tenantid"] = collective.Id,
            ["data"] = new JsonObject
            {
                ["memberId"] = member,
                ["joinedOn"] = "2020-01-01",
                ["ageBand"] = "Under25",
                ["gender"] = "Woman",
                ["statistics"] = true,
            },
        };

    /// <summary>What training knows of a member, and in which transaction that was written; null for nothing.</summary>
    private async Task<string?> RowAsync(Guid member)
    {
        await using var connection = await training.ConnectAsync();
        await using var command = new NpgsqlCommand(
            $"""
            select set_config('app.tenant_id', '{collective.Id}', false); select m::text || ' ' || m.xmin
                from known_member m where member_id = '{member}'
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync();
        await reader.NextResultAsync();
        return await reader.ReadAsync() ? reader.GetString(0) : null;
    }

    /// <summary>How often each of this collective's waiting events has been tried.</summary>
    private async Task<int[]> WaitingAsync()
    {
        await using var connection = await membership.ConnectAsync("relay");
        await using var command = new NpgsqlCommand(
            $"select coalesce(array_agg(attempts), '{{}}') from outbox where tenant_id = '{collective.Id}'",
            connection
        );
        return (int[])(await command.ExecuteScalarAsync())!;
    }
}
