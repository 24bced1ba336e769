using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class AssessmentTests(MembershipFixture network)
{
    private static readonly string[] Dimensions =
    [
        "leadership",
        "governance",
        "decision-making",
        "resource-mobilisation",
        "networking",
        "programme-management",
        "engagement-with-state",
        "engagement-with-society",
    ];

    [Fact]
    public async Task An_assessment_keeps_its_points_with_their_maximum_and_tells_the_sum()
    {
        var collective = network.NewCollective();
        var request = Points(OnDay(2026, 3, 5), 1, 2, 3, 4, 5, 0, 1, 2);

        var assessment = await Offices(collective).RecordAssessmentAsync(request.But(r => r.Scores[0].Maximum = 1000));

        Assert.Equal(
            new Assessment
            {
                Id = assessment.Id,
                AssessedOn = OnDay(2026, 3, 5),
                Score = 18,
                Maximum = 40,
                Scores = { request.Scores.Select(s => s.But(x => x.Maximum = 5)) },
            },
            assessment
        );
        Assert.Equal(
            [new SelfAssessed(Guid.Parse(assessment.Id), new(2026, 3, 5), 18, 40)],
            await network.Bus.WaitForAsync<SelfAssessed>(collective.Id)
        );
    }

    [Fact]
    public async Task Assessments_are_listed_the_latest_first_in_pages_with_what_is_assessed()
    {
        var collective = network.NewCollective();
        foreach (var month in (int[])[3, 5, 4])
            await Offices(collective).RecordAssessmentAsync(Points(OnDay(2025, month, 1), month, 1, 1, 1, 1, 1, 1, 1));

        var first = await Offices(collective, "member").ListAssessmentsAsync(new() { PageSize = 2 });
        await Offices(collective).RecordAssessmentAsync(Points(OnDay(2025, 6, 1), 5, 1, 1, 1, 1, 1, 1, 1));
        var second = await Offices(collective, "member").ListAssessmentsAsync(new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal([(5, 12), (4, 11), (3, 10)], first.Assessments.Concat(second.Assessments).Select(a => (a.AssessedOn.Month, a.Score)));
        Assert.Equal("", second.NextPageToken);
        Assert.Equal(Dimensions.Select(d => new DimensionScore { Dimension = d, Maximum = 5 }), first.Dimensions);
        Assert.Empty((await Offices(network.NewCollective()).ListAssessmentsAsync(new())).Assessments);
    }

    [Fact]
    public async Task Bad_input_is_refused_and_a_day_is_assessed_once()
    {
        var collective = network.NewCollective();
        var good = Points(OnDay(2026, 3, 5), 1, 2, 3, 4, 5, 0, 1, 2);

        await AllRefusedAsync(
            r => Offices(collective).RecordAssessmentAsync(r),
            (good.But(r => r.RequestId = "x"), Refused.Invalid("request_id", "bad_id")),
            (good.But(r => r.AssessedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("assessed_on", "in_the_future")),
            (good.But(r => r.Scores.RemoveAt(3)), Refused.Invalid("scores", "required")),
            (good.But(r => r.Scores.Add(r.Scores[0].Clone())), Refused.Invalid("scores", "repeated")),
            (good.But(r => r.Scores[0].Dimension = "luck"), Refused.Invalid("scores", "unknown_choice")),
            (good.But(r => r.Scores[0].Score = 6), Refused.Invalid("scores", "out_of_range")),
            (good.But(r => r.Scores[0].Score = -1), Refused.Invalid("scores", "out_of_range"))
        );
        Assert.Empty((await Offices(collective).ListAssessmentsAsync(new())).Assessments);

        await Offices(collective).RecordAssessmentAsync(good);
        Assert.Equal(
            Refused.Invalid("assessed_on", "already_assessed"),
            await Refused.ByAsync(Offices(collective).RecordAssessmentAsync(good))
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Offices(collective, "facilitator").RecordAssessmentAsync(good)));
    }

    private static RecordAssessmentRequest Points(Date day, params int[] points) =>
        new()
        {
            AssessedOn = day,
            Scores = { Dimensions.Zip(points, (dimension, score) => new DimensionScore { Dimension = dimension, Score = score }) },
        };

    private static V1.Offices.OfficesClient Offices(TestCollective collective, string role = "executive") => new(collective.As(role));
}
