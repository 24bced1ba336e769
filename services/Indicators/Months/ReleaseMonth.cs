using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Indicators.Disclosure;
using Indicators.Figures;
using Indicators.Releases;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Indicators.Months;

public sealed partial class MonthsService
{
    /// <exception cref="Refusal">
    /// As <see cref="Month.Release"/>; <c>findings_block</c>; <c>earlier_month_open</c>: the month ends a longer period of
    /// which an earlier month with facts or entered values has not been released, so that what the network may see of the whole
    /// cannot be decided yet; <c>disclosure_failed</c>: the auditor found a leak.
    /// </exception>
    [Needs(Permission.MonthsRelease)]
    public override async Task<V1.Month> ReleaseMonth(V1.MonthRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        // a withdrawal of consent that comes meanwhile
        await db.Database.ExecuteSqlAsync($"select wait_for_release()", context.CancellationToken);
        var month = await FindAsync(request.Year, request.Month, context.CancellationToken);
        var draft = await DraftAsync(month, context.CancellationToken);
        month.Release(caller.Account, draft.Digest, clock.Now, options.Cooling);
        await RequirePossibleAsync(month, context.CancellationToken);
        if (await FirstMonthAsync(context.CancellationToken) is { } first && draft.Unreleased.Any(m => m.First >= first))
            throw Refusal.NotNow("earlier_month_open", "With this month a quarter or year ends. Release its earlier months first.");
        DisclosureAudit.Check(draft.Release.Select(Figure.From), [.. draft.Figures.Select(Figure.From)], draft.Seen, draft.Known);

        var release = draft.Said.Clone();
        release.Id = $"{Guid.CreateVersion7()}";
        release.ReleasedAt = month.ReleasedAt!.Value.ToTimestamp();
        release.PreviousDigest =
            await db.ReleasedMonths.OrderByDescending(r => r.Position).Select(r => r.Digest).FirstOrDefaultAsync(context.CancellationToken)
            ?? "";
        db.ReleasedMonths.Add(await ReleasedMonth.OfAsync(release, month.LocksAt!.Value, keys, context.CancellationToken));
        db.CountedMonths.Add(new() { MonthId = month.Id, Figures = CanonicalRelease.Figures(draft.Figures) });
        db.Publish(new MonthReleased(request.Year, request.Month));
        var answer = await SaveAsync(month, Permission.MonthsRelease, context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);
        return answer;
    }
}
