using System.Diagnostics;
using System.Globalization;
using Benchmarks;
using Benchmarks.National;

if (args.Contains("--help"))
{
    Console.WriteLine(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/Benchmarks/README.md")));
    return;
}
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var quick = args.Contains("--quick");
var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault();
var (rounds, seconds) = quick ? (1, 0.2) : (5, 1.5);

(int Members, int Tenants)[] registers = quick ? [(200, 2), (2_000, 20)] : [(10_000, 10), (1_000_000, 1_000)];
await MeasureAsync(registers.Select(size => ($"{size.Members:N0} members", $" in {size.Tenants:N0} collectives", (Func<ServiceFixture>)(() => new Bench(size.Members, size.Tenants)))), bench => OfMembership((Bench)bench));

int[] networks = quick ? [3, 10] : [10, 1_000];
await MeasureAsync(networks.Select(size => ($"{size:N0} collectives", $" with {NationalBench.Figures} figures in 36 months", (Func<ServiceFixture>)(() => new NationalBench(size, quick ? 50 : 1_000)))), bench => OfIndicators((NationalBench)bench));

// The same benchmarks in each of these sizes, and how they grow from the first to it.
async Task MeasureAsync(IEnumerable<(string Size, string More, Func<ServiceFixture> Make)> sizes, Func<ServiceFixture, Benchmark[]> benchmarks)
{
    var medians = new Dictionary<string, (double Ours, double ByHand)>();
    var first = "";
    foreach (var (size, more, make) in sizes)
    {
        if (first.Length == 0) first = size;
        var bench = make();
        var clock = Stopwatch.StartNew();
        await bench.InitializeAsync();
        try
        {
            var wanted = benchmarks(bench).Where(b => only is null || b.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToList();
            if (wanted.Count > 0) Console.WriteLine($"\n{size}{more} (filled in {clock.Elapsed.TotalSeconds:0} s)");
            foreach (var benchmark in wanted)
            {
                await benchmark.PrepareAsync();
                var (ours, byHand) = await Measured.SideBySideAsync(benchmark.Callers, benchmark.OursAsync, benchmark.ByHandAsync, rounds, seconds);
                var ratio = benchmark.IsRate ? ours.PerSecond / byHand.PerSecond : ours.MedianMs / byHand.MedianMs;
                var growth = medians.TryGetValue(benchmark.Name, out var before) ? $"; from {first} to {size} × {ours.MedianMs / before.Ours:0.00}, by hand × {byHand.MedianMs / before.ByHand:0.00}" : "";
                medians[benchmark.Name] = (ours.MedianMs, byHand.MedianMs);
                Console.WriteLine($"  {benchmark.Name,-55} {(benchmark.IsRate ? "rate" : "time")} {ratio,5:0.00} ({benchmark.Wanted}; {ours.PerSecond:0}/s and {ours.MedianMs:0.00} ms, by hand {byHand.PerSecond:0}/s and {byHand.MedianMs:0.00} ms{growth})");
            }
        }
        finally
        {
            await bench.DisposeAsync();
        }
    }
}

// A benchmark is added here.
static Benchmark[] OfMembership(Bench bench) =>
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

static Benchmark[] OfIndicators(NationalBench bench) =>
[
    new ConsumeAnEvent(bench),
    new CountAMonth(bench),
    new ReadTheNationalTable(bench),
    new PullAMonth(bench),
];
