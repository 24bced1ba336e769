using Grpc.Core;
using Indicators.Figures;
using Sangam.Security;

namespace Indicators.Values;

public sealed partial class ValuesService
{
    private const int UsualPage = 100,
        LargestPage = 500;

    /// <exception cref="Refusal">As <see cref="Period.From"/>; <c>out_of_range</c>, <c>bad_page_token</c>.</exception>
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.ListEnteredValuesResponse> ListEnteredValues(
        V1.ListEnteredValuesRequest request,
        ServerCallContext context
    )
    {
        var size = Page.Size(request.PageSize, UsualPage, LargestPage);
        var words = request.HistoryOf is { } cell ? History(cell) : db.StandingValues();
        if (request.Period is not null)
        {
            var period = Period.From(request.Period, clock.Today);
            words = words.Where(v => v.PeriodType == period.Type && v.FirstDay == period.First);
        }

        var (page, next) = await words.PageAsync(
            v => ValueTuple.Create(v.FirstDay, v.Id),
            size,
            request.PageToken,
            context.CancellationToken,
            descending: true
        );
        return new() { Values = { page.Select(v => v.ToMessage()) }, NextPageToken = next };
    }

    private IQueryable<EnteredValue> History(V1.EnteredValue message)
    {
        var cell = message.ToGiven();
        var period = cell.Period ?? throw Refusal.Invalid("period", "no_such_period", "There is no such period.");
        return db.WordsOf(cell, period);
    }
}
