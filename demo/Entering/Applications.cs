using Demo.Planning;
using Sangam.Livelihood.V1;

namespace Demo.Entering;

internal sealed partial class Entry
{
    /// <summary>
    /// Each is prepared and filed some weeks before it is received, so nothing is received that was not asked for in the year.
    /// They are women's: one transgender member among them would be alone in her cell, and the year's total, which was
    /// published, could be suppressed with it.
    /// </summary>
    private IEnumerable<Func<Task>> Applications() =>
        from p in Enumerable.Range(0, Collective.Applications.Length)
        let plan = Collective.Applications[p]
        from month in Enumerable.Range(0, 12)
        from i in Enumerable.Range(0, plan.Received[month])
        select (Func<Task>)(() => ApplicationAsync(plan, FoundingWoman(p * 41 + plan.Received[..month].Sum() + i), month, i));

    private async Task ApplicationAsync(ApplicationPlan plan, string member, int month, int i)
    {
        var client = new Applications.ApplicationsClient(Team.Caseworker.Calls);
        var what = $"{plan.Entitlement} {month} {i}";
        var prepared = await client.PrepareApplicationAsync(
            new()
            {
                RequestId = Id($"prepare {what}"),
                MemberId = member,
                Entitlement = plan.Entitlement,
                PreparedOn = year.Day(month - 1, 2 + i % 6),
            }
        );
        await client.FileApplicationAsync(
            new()
            {
                RequestId = Id($"file {what}"),
                Id = prepared.Id,
                FiledOn = year.Day(month - 1, 9 + i % 6),
            }
        );
        await client.DecideApplicationAsync(
            new()
            {
                RequestId = Id($"decide {what}"),
                Id = prepared.Id,
                Outcome = Outcome.Received,
                DecidedOn = year.Day(month, 5 + i % 20),
            }
        );
    }
}
