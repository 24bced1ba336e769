using Indicators.Figures;
using Indicators.National;
using Indicators.National.Collectives;
using Indicators.National.Tables;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Exchange;

/// <summary>
/// What the network has of several periods, each kind read at once however many they are. It is what its pages show of each.
/// </summary>
public static class Released
{
    /// <summary>
    /// What collectives released, with cells: by period in the order asked for, by collective, and of each in the dictionary's
    /// order.
    /// </summary>
    /// <param name="codes">Of collectives; empty for all.</param>
    public static async Task<IReadOnlyList<(Collective Collective, Figure Figure)>> ReleasedAsync(
        this NationalDb db,
        IReadOnlyList<Period> periods,
        IReadOnlySet<string> codes,
        CancellationToken cancellationToken
    )
    {
        var types = periods.Select(p => $"{p.Type}").ToArray();
        var firsts = periods.Select(p => p.First).ToArray();
        var chosen = codes.ToArray();
        var figures = db.Figures.FromSql(
            $"""
            select f.*
            from figure f
                 join unnest({types}, {firsts}) as p (type, first) on f.period_type = p.type and f.period_first = p.first
            where f.until is null
            """
        );
        var rows = await figures
            .Join(db.Collectives, f => f.Collective, c => c.Code, (figure, collective) => new { figure, collective })
            .Where(r => chosen.Length == 0 || chosen.Contains(r.collective.Code))
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var place = Places(periods);
        return
        [
            .. rows.OrderBy(r => place[new(r.figure.PeriodType, r.figure.PeriodFirst)])
                .ThenBy(r => r.collective.Code, StringComparer.Ordinal)
                .ThenBy(r => Part.OrderOf(r.figure.Indicator, r.figure.Part))
                .ThenBy(r => r.figure.AgeBand)
                .ThenBy(r => r.figure.Gender)
                .Select(r => (r.collective, Figure.From(r.figure.ToMessage()))),
        ];
    }

    /// <summary>Which of these codes are collectives'.</summary>
    public static async Task<IReadOnlyList<string>> KnownAsync(
        this NationalDb db,
        IReadOnlySet<string> codes,
        CancellationToken cancellationToken
    ) => codes.Count == 0 ? [] : await db.Collectives.Where(c => codes.Contains(c.Code)).Select(c => c.Code).ToListAsync(cancellationToken);

    /// <summary>
    /// What the figures of several collectives add up to, as published for an audience: in whole and by the breakdown, by
    /// period in the order asked for, and of each in the order of the network's page.
    /// </summary>
    public static async Task<IReadOnlyList<NationalV1.Aggregate>> AggregatesAsync(
        this NationalDb db,
        IReadOnlyList<Period> periods,
        NationalV1.Audience audience,
        NationalV1.Breakdown breakdown,
        CancellationToken cancellationToken
    )
    {
        var types = periods.Select(p => $"{p.Type}").ToArray();
        var firsts = periods.Select(p => p.First).ToArray();
        var cells = await db
            .Cells.FromSql(
                $"""
                select c.*
                from national_cell c
                     join unnest({types}, {firsts}) as p (type, first) on c.period_type = p.type and c.period_first = p.first
                where c.replaced is null
                """
            )
            .AsNoTracking()
            .Where(c => c.Audience == audience && (c.Breakdown == NationalV1.Breakdown.Unspecified || c.Breakdown == breakdown))
            .ToListAsync(cancellationToken);
        var place = Places(periods);
        return
        [
            .. cells.GroupBy(c => new Period(c.PeriodType, c.PeriodFirst)).OrderBy(g => place[g.Key]).SelectMany(AggregateMessage.InOrder),
        ];
    }

    private static Dictionary<Period, int> Places(IReadOnlyList<Period> periods) => periods.Index().ToDictionary(p => p.Item, p => p.Index);
}
