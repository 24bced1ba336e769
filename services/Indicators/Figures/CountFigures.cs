using System.Text.Json;
using System.Text.Json.Serialization;
using Indicators.Dictionary;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Figures;

public static class CountedFigures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    private static readonly string Rules = JsonSerializer.Serialize(
        IndicatorDictionary.Current.Parts.Select((p, n) => new { n, p.Part.Type, p.Part.Counts, p.Part.Fact, p.Part.Categories, p.Part.Qualifier }), Json);

    /// <summary>
    /// The collective's figures of these periods by the current dictionary, in its order, counted from the facts as they stand: nothing
    /// is suppressed. A unique figure is counted over its whole period and never added up from shorter ones; a ratio keeps its two parts and is never averaged.
    /// </summary>
    /// <param name="cells">Also by age band and gender, see <see cref="Figure"/>, right after the figure that they are cells of.</param>
    public static async Task<IReadOnlyList<Figure>> CountAsync(this IndicatorsDb db, IReadOnlyList<Period> periods, CancellationToken cancellationToken, bool cells = false)
    {
        var (firsts, lasts) = (periods.Select(p => p.First).ToArray(), periods.Select(p => p.Last).ToArray());
        var rows = await db.Database.SqlQuery<Row>($"""
            with period as (select * from unnest({firsts}, {lasts}) with ordinality as p (first, last, n)),
                 rule as (select * from jsonb_to_recordset({Rules}::jsonb) as r (n int, type text, counts text, fact text, categories text[], qualifier text)),
                 counted as (
                select p.n as period, r.n as part, count(*) as whole,
                       count(*) filter (where hit) as facts, sum(f.amount) filter (where hit) as amounts, sum(f.out_of) as out_of,
                       count(distinct f.member_id) filter (where hit) as persons, count(distinct f.token) filter (where hit) as tokens
                from fact f
                     left join known_member m on m.member_id = f.member_id
                     join rule r on r.fact = f.kind and (r.categories is null or f.category = any (r.categories))
                     join period p on f.day between p.first and p.last
                     cross join lateral (select r.qualifier is null or f.qualifier = r.qualifier) as q (hit)
                where f.day between {firsts.Min()} and {lasts.Max()} and not f.withdrawn and (f.member_id is null or m.statistics)
                group by p.n, r.n
                 ),
                 figure as (
                select p.n as period, r.n as part,
                       coalesce(case r.counts when 'facts' then c.facts when 'amounts' then c.amounts when 'persons' then c.persons when 'tokens' then c.tokens end, 0) as value,
                       case when r.type in ('ratio', 'survey') then coalesce(case r.counts when 'facts' then c.whole else c.out_of end, 0) end as denominator
                from period p cross join rule r left join counted c on c.period = p.n and c.part = r.n
                where r.fact is not null
                union all
                select p.n, r.n, count(distinct m.member_id), null
                from rule r cross join period p
                     left join (known_stint s join known_member m on m.member_id = s.member_id and m.statistics)
                            on s.joined_on <= p.last and (s.left_on is null or s.left_on >= p.last)   -- one of her times as a member holds the day
                where r.counts = 'members'
                group by p.n, r.n
                union all
                select p.n, r.n, count(g.source_id) filter (where met), count(g.source_id)
                from rule r cross join period p
                     left join fact g on g.kind = 'group' and g.category = any (r.categories) and g.day <= p.last
                          and not exists (select from fact c where c.kind = 'group-closed' and c.source_id = g.source_id and c.day < p.last)
                     left join lateral (select exists (select from fact f where f.kind = 'group-meeting' and f.group_id = g.source_id and f.qualifier = 'minuted' and not f.withdrawn and f.day between p.first and p.last)) as a (met) on true
                where r.counts = 'active-groups'
                group by p.n, r.n
                union all
                select p.n, r.n, coalesce(sum(o.hits), 0), coalesce(sum(case r.counts when 'seats' then o.seats else o.held end), 0)
                from rule r cross join period p
                     left join lateral (
                    select count(*) filter (where t.hit) as hits, count(t.id) as held, greatest(o.seats, count(t.id)) as seats   -- an office may have had more seats before
                    from office o
                         left join lateral (
                        select t.id, case r.qualifier when 'elected' then t.elected when 'member' then t.by_member when 'sub-group' then t.sub_group
                                                      when 'rotating' then t.within_limit and (t.ends_on is null or t.ends_on >= p.last) end as hit
                        from term t where t.office_id = o.id and t.started_on <= p.last and (t.ended_on is null or t.ended_on >= p.last)
                         ) t on true
                    where o.kind = any (r.categories) and o.set_up_on <= p.last and (o.ended_on is null or o.ended_on >= p.last)
                    group by o.id, o.seats
                     ) o on true
                where r.counts in ('seats', 'holders')
                group by p.n, r.n, r.counts
            )
            select period::int as "Period", part as "Part", value::bigint as "Value", denominator::bigint as "Denominator" from figure order by period, part
            """).ToListAsync(cancellationToken);
        return [.. rows.Select(r =>
        {
            var (indicator, part) = IndicatorDictionary.Current.Parts[r.Part];
            return new Figure(indicator.Code, part.Part, part.Type, periods[r.Period - 1], r.Value, r.Denominator) { Span = part.Span };
        })];
    }

    private sealed record Row(int Period, int Part, long Value, long? Denominator);
}
