using Indicators.Facts;
using Indicators.Figures;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Values;

public static class Validation
{
    /// <summary>How many months before the month it is compared with.</summary>
    public const int MonthsBefore = 6;

    /// <summary>
    /// What is odd about a month as it stands, so that whoever submits it looks again before others see it; empty when nothing is. What
    /// cannot be right blocks and comes first.
    /// </summary>
    /// <param name="month">Of type month.</param>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(this IndicatorsDb db, Period month, CancellationToken cancellationToken)
    {
        var first = await FirstMonthAsync(db, cancellationToken) ?? month.First;
        var before = Enumerable
            .Range(1, MonthsBefore)
            .Select(n => Period.Month(month.First.AddMonths(-n)))
            .Where(m => m.First >= first)
            .ToList();
        var figures = await db.CountAsync([month, .. before], cancellationToken, cells: true);
        var checkedMonth = new CheckedMonth(
            month,
            [.. figures.Where(f => f.Period == month)],
            figures.Where(f => f.Period != month && f.IsTotal).ToLookup(f => (f.Indicator, f.Part)),
            before.Count
        );
        Finding[] found =
        [
            .. FigureRules.All.SelectMany(rule => rule(checkedMonth)),
            .. await OfRecordsAsync(db, month, before.Count > 0, cancellationToken),
        ];
        return [.. found.OrderByDescending(f => f.Severity)];
    }

    /// <summary>
    /// Of records: received although nothing says that it was filed, decided before it was filed, and a month without any.
    /// </summary>
    private static async Task<IEnumerable<Finding>> OfRecordsAsync(
        IndicatorsDb db,
        Period month,
        bool hasBefore,
        CancellationToken cancellationToken
    )
    {
        var odd = await db
            .Database.SqlQuery<Odd>(
                $"""
                select d.category as "Category",
                       count(*) filter (where f.day is null)::int as "Unfiled",
                       count(*) filter (where f.day > d.day)::int as "Backwards"
                from fact d
                     join known_member m on m.member_id = d.member_id and m.statistics
                     left join fact f on f.kind = {FactKind.ApplicationFiled} and f.source_id = d.source_id and f.member_id = d.member_id
                where d.kind = {FactKind.ApplicationDecided}
                      and d.qualifier = 'received'
                      and not d.withdrawn
                      and d.day between {month.First} and {month.Last}
                      and (f.day is null or f.day > d.day)
                group by d.category
                order by d.category
                """
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. odd.Where(o => o.Unfiled > 0).Select(o => Findings.ReceivedUnfiled(o.Category.ToUpperInvariant(), o.Unfiled)),
            .. odd.Where(o => o.Backwards > 0).Select(o => Findings.DecidedBeforeFiled(o.Category.ToUpperInvariant(), o.Backwards)),
            .. !hasBefore || await HasAnythingAsync(db, month, cancellationToken) ? (Finding[])[] : [Findings.NothingRecorded()],
        ];
    }

    private static Task<bool> HasAnythingAsync(IndicatorsDb db, Period month, CancellationToken cancellationToken) =>
        db
            .Database.SqlQuery<bool>(
                $"""
                select exists (
                           select from fact
                           where day between {month.First} and {month.Last} and kind = any ({FactKind.All}) and not withdrawn
                       )
                       or exists (select from standing_value where first_day = {month.First}) as "Value"
                """
            )
            .SingleAsync(cancellationToken);

    /// <summary>Before it, nothing is compared: there was nothing.</summary>
    private static async Task<DateOnly?> FirstMonthAsync(IndicatorsDb db, CancellationToken cancellationToken)
    {
        DateOnly?[] days =
        [
            await db.FirstFactAsync(cancellationToken),
            await db.EnteredValues.MinAsync(v => (DateOnly?)v.FirstDay, cancellationToken),
        ];
        return days.Min() is { } day ? Period.Month(day).First : null;
    }

    private sealed record Odd(string Category, int Unfiled, int Backwards);
}
