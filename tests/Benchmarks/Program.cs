using System.Globalization;
using Benchmarks;
using Grpc.Core.Interceptors;
using Sangam.Membership.V1;

// Ratios in one run: ours and what it is measured against take turns on the same machine, so the ratio holds where the milliseconds do not.
//   dotnet run -c Release --project tests/Benchmarks
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var bench = new Bench();
await bench.InitializeAsync();
try
{
    var collective = bench.NewCollective();
    var members = new Members.MembersClient(collective.As("facilitator"));
    var reader = new Members.MembersClient(collective.With(["members.read"]));
    await using var byHand = new ByHand(bench.Postgres.As(bench.Databases["membership"], "service"), bench.Postgres.As(bench.Databases["keys"], "service"), collective.Id);
    var one = await members.EnrolMemberAsync(Bench.NewMember(0));

    var token = bench.Issuer.Token($"{Guid.NewGuid()}", collective.Id, ["members.read"]);
    var behindGateway = new Members.MembersClient(bench.Gateway.Intercept(h => { h.Add("authorization", $"Bearer {token}"); return h; }));
    foreach (var callers in (int[])[1, 8])
    {
        var (through, direct) = await Measured.SideBySideAsync(callers, _ => Read(behindGateway), _ => Read(reader));
        Report($"read a member through the gateway / directly, {callers} at once", "latency at the median", through.MedianMs / direct.MedianMs, "at most 2", $"{through.MedianMs:0.00} ms / {direct.MedianMs:0.00} ms");
    }
    var (enrol, sql) = await Measured.SideBySideAsync(4, n => members.EnrolMemberAsync(Bench.NewMember(n)).ResponseAsync, _ => byHand.EnrolAsync());
    Report("enrol a member / the same SQL by hand, 4 at once", "rate", enrol.PerSecond / sql.PerSecond, "at least 0.5", $"{enrol.PerSecond:0}/s / {sql.PerSecond:0}/s");

    var (page, pageSql) = await Measured.SideBySideAsync(1, _ => reader.ListMembersAsync(new()).ResponseAsync, _ => byHand.PageAsync());
    Report($"a page of 50 of {await CountAsync():N0} members / the same query by hand", "latency at the median", page.MedianMs / pageSql.MedianMs, "at most 1.5", $"{page.MedianMs:0.00} ms / {pageSql.MedianMs:0.00} ms");

    Task Read(Members.MembersClient client) => client.GetMemberAsync(new() { Id = one.Id }).ResponseAsync;

    async Task<int> CountAsync() => (await reader.ListMembersAsync(new() { PageSize = 1 })).TotalMembers;
}
finally
{
    await bench.DisposeAsync();
}

static void Report(string what, string measure, double ratio, string wanted, string figures) =>
    Console.WriteLine($"{what,-75} {measure}: {ratio:0.00} ({wanted}; {figures})");
