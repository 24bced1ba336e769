using Indicators.National;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using Identity = Sangam.Identity.V1;

namespace Indicators.Tests;

/// <summary>
/// A network that pulls from two installations: its own, and another one that has databases and a token issuer of its own. What
/// has come is published at once.
/// </summary>
public sealed class PlaneFixture() : ServiceFixture("Indicators", "national")
{
    /// <summary>The other installation, as its own people see it.</summary>
    public OtherInstallation Other { get; } = new();

    public TestSource Source { get; private set; } = null!;
    public TestSource OtherSource { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Source = await TestSource.StartAsync();
        OtherSource = await TestSource.StartAsync();
        Source.Tenants = [];
        OtherSource.Tenants = [];
        await Other.InitializeAsync();
        await base.InitializeAsync();
        Source.Forward(Process.Grpc);
        OtherSource.Forward(Other.Process.Grpc);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Other.DisposeAsync();
        await Source.DisposeAsync();
        await OtherSource.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["National__Sources__0"] = Source.Address;
        settings["National__Sources__1__Address"] = OtherSource.Address;
        settings["National__Sources__1__Authority"] = Other.Issuer.Address;
        settings["National__Sources__1__ClientId"] = "puller";
        settings["National__Sources__1__Secret"] = TestIssuer.PullerSecret;
        settings["National__PullEvery"] = "00:30:00"; // the tests say when
        settings["National__PublishAfter"] = "00:00:00";
        settings["National__Settled"] = "00:00:00";
        settings["Releases__Cooling"] = "00:00:00";
        settings["Sangam__ClientId"] = "puller";
        settings["Sangam__ClientSecret"] = TestIssuer.PullerSecret;
    }

    /// <summary>The network's own calls.</summary>
    public NationalV1.National.NationalClient Network(string role = "network_admin") =>
        new(Calling(Issuer.Token($"{Guid.NewGuid()}", null, Role.OfNetwork.Single(r => r.Code == role).Permissions)));

    public async Task<NationalV1.PullReleasesResponse> PullAsync() => await Network().PullReleasesAsync(new());

    /// <summary>A new collective that the directory of its installation knows.</summary>
    public TestCollective Listed(string state, bool other = false, Identity.CollectiveType type = Identity.CollectiveType.SexWorkerLed)
    {
        var collective = other ? Other.NewCollective(state) : NewCollective(state);
        var source = other ? OtherSource : Source;
        source.Tenants =
        [
            .. source.Tenants!,
            new()
            {
                Code = collective.Code,
                Name = $"Collective {collective.Code}",
                StateCode = state,
                Type = type,
            },
        ];
        return collective;
    }

    public NationalDb NationalDb() =>
        new(new DbContextOptionsBuilder<NationalDb>().UseNpgsql(Postgres.As(Databases["national"], "service")).Options);
}

/// <summary>An installation that pulls from nowhere and is pulled from.</summary>
public sealed class OtherInstallation() : ServiceFixture("Indicators", "national")
{
    protected override void Configure(IDictionary<string, string> settings) => settings["Releases__Cooling"] = "00:00:00";
}

[CollectionDefinition("plane")]
public sealed class PlaneCollection : ICollectionFixture<PlaneFixture>;
