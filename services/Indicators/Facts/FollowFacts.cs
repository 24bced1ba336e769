using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;

namespace Indicators.Facts;

public static class FactEvents
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Keeps what the other services tell as facts, in whatever order it comes.</summary>
    public static Subscriptions<IndicatorsDb> FollowFacts(this Subscriptions<IndicatorsDb> events) =>
        events
            .On<TrainingHeld>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.TrainingSession,
                                SourceId = e.SessionId,
                                Day = e.HeldOn,
                                Category = e.Topic.Value,
                            },
                            .. e
                                .Attended.Distinct()
                                .Select(m => new Fact
                                {
                                    Kind = FactKind.TrainingAttendance,
                                    SourceId = e.SessionId,
                                    Day = e.HeldOn,
                                    Category = e.Topic.Value,
                                    MemberId = m,
                                }),
                        ],
                        token
                    )
            )
            .On<OrientationHeld>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.Orientation,
                                SourceId = e.OrientationId,
                                Day = e.HeldOn,
                                Category = e.Audience.Value,
                                Qualifier = e.Mode.Value,
                                Amount = e.Count,
                            },
                            .. e
                                .Tokens.Distinct()
                                .Select(t => new Fact
                                {
                                    Kind = FactKind.OrientationToken,
                                    SourceId = e.OrientationId,
                                    Day = e.HeldOn,
                                    Category = e.Audience.Value,
                                    Qualifier = e.Mode.Value,
                                    Token = t.Value,
                                }),
                        ],
                        token
                    )
            )
            .On<ApplicationFiled>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.ApplicationFiled,
                                SourceId = e.ApplicationId,
                                Day = e.FiledOn,
                                MemberId = e.MemberId,
                                Category = e.Indicator.Value,
                            },
                        ],
                        token
                    )
            )
            .On<ApplicationDecided>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.ApplicationDecided,
                                SourceId = e.ApplicationId,
                                Day = e.DecidedOn,
                                MemberId = e.MemberId,
                                Category = e.Indicator.Value,
                                Qualifier = e.Outcome.Value,
                            },
                        ],
                        token
                    )
            )
            .On<LegalHelpGiven>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.LegalHelp,
                                SourceId = e.HelpId,
                                Day = e.GivenOn,
                                MemberId = e.MemberId,
                            },
                        ],
                        token
                    )
            )
            .On<CounsellingHeld>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.Counselling,
                                SourceId = e.SessionId,
                                Day = e.HeldOn,
                                MemberId = e.MemberId,
                            },
                        ],
                        token
                    )
            )
            .On<StoryPublished>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.Story,
                                SourceId = e.StoryId,
                                Day = e.PublishedOn,
                                Category = e.Identifying ? "identifying" : "",
                                Qualifier = e.Authorised ? "authorised" : "",
                            },
                        ],
                        token
                    )
            )
            .On<GroupFormed>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.Group,
                                SourceId = e.GroupId,
                                Day = e.FormedOn,
                                Category = e.Kind.Value,
                            },
                        ],
                        token
                    )
            )
            .On<GroupMet>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.GroupMeeting,
                                SourceId = e.MeetingId,
                                Day = e.MetOn,
                                GroupId = e.GroupId,
                                Qualifier = e.HasMinute ? "minuted" : "",
                                Amount = e.Attendance,
                                Revision = e.Revision,
                                Withdrawn = e.Withdrawn,
                            },
                        ],
                        token
                    )
            )
            .On<GroupClosed>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.GroupClosed,
                                SourceId = e.GroupId,
                                Day = e.ClosedOn,
                            },
                        ],
                        token
                    )
            )
            .On<ElectionCertified>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.Election,
                                SourceId = e.ElectionId,
                                Day = e.CertifiedOn,
                                Amount = e.Ballots,
                                OutOf = e.Roll,
                            },
                        ],
                        token
                    )
            )
            .On<ResolutionChanged>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.Resolution,
                                SourceId = e.ResolutionId,
                                Day = e.DueOn ?? e.AdoptedOn,
                                Category = e.DueOn is null ? "" : "due",
                                Qualifier = e.DoneOn <= e.DueOn ? "on-time" : "",
                                Revision = e.Revision,
                                Withdrawn = e.Withdrawn,
                            },
                        ],
                        token
                    )
            )
            .On<SelfAssessed>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.SelfAssessment,
                                SourceId = e.AssessmentId,
                                Day = e.AssessedOn,
                                Amount = e.Score,
                                OutOf = e.Maximum,
                            },
                        ],
                        token
                    )
            )
            .On<CentreDayRecorded>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.CentreDay,
                                SourceId = e.CentreDayId,
                                Day = e.OpenOn,
                                Amount = e.Under25 + e.From25To34 + e.From35,
                                Revision = e.Revision,
                                Withdrawn = e.Withdrawn,
                            },
                        ],
                        token
                    )
            )
            .On<PublicEventHeld>(
                (db, e, token) =>
                    db.KeepAsync(
                        [
                            new()
                            {
                                Kind = FactKind.PublicEvent,
                                SourceId = e.EventId,
                                Day = e.HeldOn,
                                Category = e.Kind.Value,
                                Amount = e.Attendance,
                                Revision = e.Revision,
                                Withdrawn = e.Withdrawn,
                            },
                        ],
                        token
                    )
            );

    private static Task KeepAsync(this IndicatorsDb db, Fact[] facts, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into fact as f (tenant_id, kind, source_id, day, member_id, group_id, token, category, qualifier, amount, out_of, revision, withdrawn)
            select current_tenant(), kind, source_id, day, member_id, group_id, token, category, qualifier, amount, out_of, revision, withdrawn
            from jsonb_to_recordset({JsonSerializer.Serialize(facts, Json)}::jsonb)
                as t (kind text, source_id uuid, day date, member_id uuid, group_id uuid, token text, category text, qualifier text, amount int, out_of int, revision int, withdrawn boolean)
            on conflict (tenant_id, kind, source_id, member_id, token) do update set day = excluded.day, group_id = excluded.group_id, category = excluded.category,
                qualifier = excluded.qualifier, amount = excluded.amount, out_of = excluded.out_of, revision = excluded.revision, withdrawn = excluded.withdrawn
                where f.revision < excluded.revision
            """,
            cancellationToken
        );
}
