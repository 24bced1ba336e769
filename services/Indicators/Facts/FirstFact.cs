using Microsoft.EntityFrameworkCore;

namespace Indicators.Facts;

public static class Firsts
{
    /// <summary>The day of the collective's first fact; a look into the index for each kind.</summary>
    public static Task<DateOnly?> FirstFactAsync(this IndicatorsDb db, CancellationToken cancellationToken) =>
        db
            .Database.SqlQuery<DateOnly?>(
                $"""
                select min(first.day) as "Value"
                from unnest({FactKind.All}) k (kind)
                     cross join lateral (select min(f.day) as day from fact f where f.kind = k.kind and not f.withdrawn) as first
                """
            )
            .SingleAsync(cancellationToken);
}
