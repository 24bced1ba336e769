using System.Diagnostics;
using System.Globalization;
using Benchmarks;

if (args.Contains("--help"))
{
    Console.WriteLine(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/Benchmarks/README.md")));
    return;
}
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var quick = args.Contains("--quick");
var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault();
(int Members, int Tenants)[] sizes = quick ? [(200, 2), (2_000, 20)] : [(10_000, 10), (1_000_000, 1_000)];
var (rounds, seconds) = quick ? (1, 0.2) : (5, 1.5);
var medians = new Dictionary<string, (double Ours, double ByHand)>();
var grown = new HashSet<string>();

foreach (var (members, tenants) in sizes)
{
    var bench = new Bench(members, tenants);
    await RunAsync(
        bench,
        () => OfTheRegister(bench),
        $"{members:N0} members in {tenants:N0} collectives",
        $"{sizes[0].Members:N0} to {members:N0} members"
    );
}
int[] networks = quick ? [10, 50] : [10, 1_000];
foreach (var collectives in networks)
{
    var bench = new NationalBench(collectives);
    await RunAsync(
        bench,
        () => OfTheNetwork(bench),
        $"{collectives:N0} collectives, each with {NationalBench.Months} months of {NationalBench.Indicators} figures",
        $"{networks[0]:N0} to {collectives:N0} collectives"
    );
}
foreach (var collectives in networks)
{
    var bench = new FigureBench(collectives);
    await RunAsync(
        bench,
        () => OfFigures(bench),
        $"{collectives:N0} collectives, each with a thousand members and facts",
        $"{networks[0]:N0} to {collectives:N0} collectives"
    );
}

if (medians.Keys.Except(grown).ToList() is { Count: > 0 } once)
    throw new InvalidOperationException($"Measured at one size only: {string.Join(", ", once)}.");

async Task RunAsync(ServiceFixture bench, Func<Benchmark[]> all, string what, string from)
{
    var clock = Stopwatch.StartNew();
    await bench.InitializeAsync();
    try
    {
        Console.WriteLine($"\n{what} (filled in {clock.Elapsed.TotalSeconds:0} s)");
        foreach (var benchmark in all().Where(b => only is null || b.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            await benchmark.PrepareAsync();
            var (ours, byHand) = await Measured.SideBySideAsync(
                benchmark.Callers,
                benchmark.OursAsync,
                benchmark.ByHandAsync,
                rounds,
                seconds
            );
            var ratio = benchmark.IsRate ? ours.PerSecond / byHand.PerSecond : ours.MedianMs / byHand.MedianMs;
            var growth = medians.TryGetValue(benchmark.Name, out var before)
                ? $"; from {from} × {ours.MedianMs / before.Ours:0.00}, by hand × {byHand.MedianMs / before.ByHand:0.00}"
                : "";
            if (!medians.TryAdd(benchmark.Name, (ours.MedianMs, byHand.MedianMs)))
                grown.Add(benchmark.Name);
            Console.WriteLine(
                $"  {benchmark.Name, -55} {(benchmark.IsRate ? "rate" : "time")} {ratio, 5:0.00} "
                    + $"({benchmark.Wanted}; {ours.PerSecond:0}/s and {ours.MedianMs:0.00} ms, "
                    + $"by hand {byHand.PerSecond:0}/s and {byHand.MedianMs:0.00} ms{growth})"
            );
        }
    }
    finally
    {
        await bench.DisposeAsync();
    }
}

// A benchmark is added here.
static Benchmark[] OfTheRegister(Bench bench) =>
    [
        new EnrolAMember(bench),
        new PageThroughMembers(bench),
        new SearchByName(bench),
        new PostAVoucher(bench),
        new CastABallot(bench),
        new CountTransferableVotes(bench),
        new ReadThroughTheGateway(bench, 1),
        new ReadThroughTheGateway(bench, 8),
    ];

static Benchmark[] OfFigures(FigureBench bench) => [new ConsumeAnEvent(bench), new CountAMonth(bench), new DraftAYear(bench)];
static Benchmark[] OfTheNetwork(NationalBench bench) =>
    [new ReadTheNationalTable(bench), new ReadATrend(bench), new PullReleases(bench), new SuppressAndAudit(bench)];
