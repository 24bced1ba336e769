namespace Indicators.Tests;

[Collection("indicators")]
public sealed class MonthTests(IndicatorsFixture network)
{
    [Fact]
    public async Task A_month_goes_from_open_over_submitted_and_approved_to_released()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(6, new(2024, 5, 10));
        var (steward, executive) = (Guid.NewGuid(), Guid.NewGuid());
        var (months, board) = (new V1.Months.MonthsClient(collective.As("data_steward", steward)), new V1.Months.MonthsClient(collective.As("executive", executive)));
        var may = new V1.MonthRequest { Year = 2024, Month = 5, RequestId = $"{Guid.NewGuid()}" };

        var open = await months.GetMonthAsync(new() { Year = 2024, Month = 5 });
        var submitted = await months.SubmitMonthAsync(may);
        var approved = await board.ApproveMonthAsync(new(may) { RequestId = $"{Guid.NewGuid()}" });
        var released = await board.ReleaseMonthAsync(new(may) { RequestId = $"{Guid.NewGuid()}" });

        Assert.Equal((V1.MonthState.Open, "", ""), (open.State, open.SubmittedBy, open.ApprovedBy));
        Assert.Equal((V1.MonthState.Submitted, $"{steward}", ""), (submitted.State, submitted.SubmittedBy, submitted.ApprovedBy));
        Assert.Equal((V1.MonthState.Approved, $"{steward}", $"{executive}"), (approved.State, approved.SubmittedBy, approved.ApprovedBy));
        Assert.Equal((V1.MonthState.Released, $"{steward}", $"{executive}"), (released.State, released.SubmittedBy, released.ApprovedBy));
        Assert.NotNull(released.ReleasedAt);
        Assert.Equal(released, await months.GetMonthAsync(new() { Year = 2024, Month = 5 }));
    }
}
