using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Indicators.Dictionary;
using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <exception cref="Refusal">
    /// As <see cref="Month.Release"/>; <c>earlier_month_open</c>: the month ends a quarter or financial year of which an earlier month with
    /// facts has not been released, so that what the network may see of the whole cannot be decided yet.
    /// </exception>
    [Needs(Permission.MonthsRelease)]
    public override async Task<V1.Month> ReleaseMonth(V1.MonthRequest request, ServerCallContext context)
    {
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        var draft = await db.DraftAsync(month, context.CancellationToken);
        month.Release(caller.Account, draft.Digest, clock.Now);
        if (await FirstFactAsync(context.CancellationToken) is { } first && draft.Unreleased.Any(m => m.First >= Period.Month(first).First))
            throw Refusal.NotNow("earlier_month_open", "With this month a quarter or year ends. Release its earlier months first.");

        db.ReleasedMonths.Add(ReleasedMonth.Of(new()
        {
            Id = $"{Guid.CreateVersion7()}",
            Collective = caller.Collective,
            Year = request.Year,
            Month = request.Month,
            Figures = { draft.Release },
            ReleasedAt = month.ReleasedAt!.Value.ToTimestamp(),
            DictionaryVersion = IndicatorDictionary.Current.Version,
            PreviousDigest = await db.ReleasedMonths.OrderByDescending(r => r.Position).Select(r => r.Digest).FirstOrDefaultAsync(context.CancellationToken) ?? "",
        }));
        db.Publish(new MonthReleased(request.Year, request.Month));
        return await SaveAsync(month, Permission.MonthsRelease, context.CancellationToken);
    }
}
