using Grpc.Core;
using Indicators.Figures;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    /// <remarks>Counts all that released, also those whose figures are not in a published sum yet.</remarks>
    /// <exception cref="Refusal"><c>required</c>, <c>unknown_choice</c>, <c>out_of_range</c>, <c>no_such_period</c>,
    /// <c>in_the_future</c>.</exception>
    [Needs(Permission.NationalRead)]
    public override async Task<NationalV1.Completeness> GetCompleteness(
        NationalV1.GetCompletenessRequest request,
        ServerCallContext context
    )
    {
        var period = Period.From(request.Period, clock.Today);
        var due = period.Months.Where(m => m.Last < clock.Today).Select(m => m.First).ToArray();
        var rows = await db
            .Database.SqlQuery<Reported>(
                $"""
                with month as (
                    select collective, month, max(revision) as revision,
                           min((released_at at time zone 'Asia/Kolkata')::date - (month + interval '1 month')::date + 1) as days
                    from release where month = any ({due}) group by collective, month
                )
                select c.code as "Code", c.name as "Name", c.state_code as "StateCode", count(m.month)::int as "Released",
                       (count(*) filter (where m.days <= 15))::int as "Within15",
                       (count(*) filter (where m.days <= 30))::int as "Within30",
                       (count(*) filter (where m.days <= 60))::int as "Within60",
                       coalesce(percentile_disc(0.5) within group (order by m.days), 0) as "Median",
                       (count(*) filter (where m.revision > 1))::int as "Revisions",
                       exists (select from pull p where p.source = c.source and p.failures > 0) as "Away",
                       exists (select from refused_release f where f.collective = c.code and f.month = any ({due})
                               and not exists (
                                select from release r
                                where r.collective = f.collective and r.month = f.month and r.revision >= f.revision)) as "Refused"
                from collective c left join month m on m.collective = c.code
                group by c.code order by c.code
                """
            )
            .ToListAsync(context.CancellationToken);
        return new()
        {
            Period = period.ToMessage(),
            Collectives = rows.Count,
            Reporters = rows.Count(r => r.Released > 0),
            MonthsDue = due.Length * rows.Count,
            MonthsReleased = rows.Sum(r => r.Released),
            Within15Days = rows.Sum(r => r.Within15),
            Within30Days = rows.Sum(r => r.Within30),
            Within60Days = rows.Sum(r => r.Within60),
            Rows =
            {
                rows.Select(r => new NationalV1.CollectiveCompleteness
                {
                    Collective = r.Code,
                    Name = r.Name,
                    StateCode = r.StateCode,
                    MonthsDue = due.Length,
                    MonthsReleased = r.Released,
                    Within15Days = r.Within15,
                    Within30Days = r.Within30,
                    Within60Days = r.Within60,
                    MedianDays = r.Median,
                    Revisions = r.Revisions,
                    SourceAway = r.Away,
                    Refused = r.Refused,
                }),
            },
        };
    }

    private sealed record Reported(
        string Code,
        string Name,
        string StateCode,
        int Released,
        int Within15,
        int Within30,
        int Within60,
        int Median,
        int Revisions,
        bool Away,
        bool Refused
    );
}
