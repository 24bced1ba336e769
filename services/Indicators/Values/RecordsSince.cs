using Indicators.Facts;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Values;

/// <summary>From which month on a collective's figures come from the records it keeps here, as it decided.</summary>
public sealed class RecordsSince
{
    public Guid TenantId { get; private set; }

    public required DateOnly FirstDay { get; set; }
}

public static class RecordsSinceMonth
{
    /// <summary>The first day of that month: as the collective decided, else of its first fact; null while there is none.</summary>
    public static async Task<(DateOnly? Month, bool Decided)> RecordsSinceAsync(this IndicatorsDb db, CancellationToken cancellationToken)
    {
        if (await db.RecordsSince.AsNoTracking().Select(r => (DateOnly?)r.FirstDay).FirstOrDefaultAsync(cancellationToken) is { } decided)
            return (decided, true);
        return (await db.FirstFactAsync(cancellationToken) is { } day ? new DateOnly(day.Year, day.Month, 1) : null, false);
    }

    /// <param name="month">None while there is neither a decision nor a fact.</param>
    internal static V1.RecordsSince ToMessage(DateOnly? month, bool decided) =>
        new()
        {
            Year = month?.Year ?? 0,
            Month = month?.Month ?? 0,
            Decided = decided,
        };
}
