using Indicators.National;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using Sangam.Tenancy;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Indicators.Tests.IndicatorsFixture))]
[assembly: Parallelization(MaxThreads = 4)]

namespace Indicators.Tests;

/// <summary>
/// The service with both its databases, pulling through <see cref="TestSource"/> from itself, as it does through a gateway in
/// earnest.
/// </summary>
public sealed class IndicatorsFixture() : ServiceFixture("Indicators", "national")
{
    public TestSource Source { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Source = await TestSource.StartAsync();
        await base.InitializeAsync();
        Source.Forward(Process.Grpc);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Source.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["National__Sources__0"] = Source.Address;
        settings["National__PullEvery"] = "1.00:00:00"; // the tests say when
        settings["Releases__Cooling"] = "00:00:00"; // locked as soon as it is released
        settings["Sangam__ClientId"] = "puller";
        settings["Sangam__ClientSecret"] = TestIssuer.PullerSecret;
    }

    /// <summary>The network's own calls.</summary>
    public NationalV1.National.NationalClient Network(string role = "network_admin") =>
        new(Calling(Issuer.Token($"{Guid.NewGuid()}", null, Role.OfNetwork.Single(r => r.Code == role).Permissions)));

    /// <summary>The shelf as the network's puller sees it.</summary>
    public V1.Releases.ReleasesClient Shelf => new(Calling(PullerToken));

    /// <summary>A collective's locked releases as the network's puller sees them, the first one first.</summary>
    public async Task<List<V1.Release>> ReleasesOfAsync(TestCollective collective)
    {
        var releases = new List<V1.Release>();
        var cursor = "";
        for (var more = true; more; )
        {
            var page = await Shelf.ListReleasesAsync(new() { Cursor = cursor, PageSize = 500 });
            releases.AddRange(page.Releases.Where(r => r.Collective == collective.Code));
            cursor = page.NextCursor;
            more = page.More;
        }
        return releases;
    }

    public string PullerToken => Issuer.Token("service:puller", null, Role.OfServices.Single(r => r.Code == "puller").Permissions);

    public IndicatorsDb IndicatorsDb() =>
        new(
            new DbContextOptionsBuilder<IndicatorsDb>().UseNpgsql(Postgres.As(Databases["indicators"], "service")).Options,
            new CurrentTenant(),
            new Caller(),
            TimeProvider.System
        );

    public NationalDb NationalDb() =>
        new(new DbContextOptionsBuilder<NationalDb>().UseNpgsql(Postgres.As(Databases["national"], "service")).Options);
}

/// <summary>A network of its own for the tests that pull: they count what comes, and a source that lies does so to all.</summary>
[CollectionDefinition("network")]
public sealed class NetworkCollection : ICollectionFixture<IndicatorsFixture>;
