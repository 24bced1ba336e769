using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Livelihood.Tests;

public sealed class LivelihoodFixture() : ServiceFixture("Livelihood");

[CollectionDefinition("livelihood")]
public sealed class LivelihoodCollection : ICollectionFixture<LivelihoodFixture>;

[Collection("livelihood")]
public sealed class Drift(LivelihoodFixture network)
{
    [Fact]
    public async Task Model_and_database_agree()
    {
        await using var connection = await network.ConnectAsync();
        await using var db = new LivelihoodDb(new DbContextOptionsBuilder<LivelihoodDb>().UseNpgsql(connection).Options, new CurrentTenant(), new Caller(), TimeProvider.System);

        Assert.Empty(await Migrator.DriftAsync(db));
    }
}
