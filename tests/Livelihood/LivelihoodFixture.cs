using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Livelihood.Tests.LivelihoodFixture))]
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace Livelihood.Tests;

public sealed class LivelihoodFixture() : ServiceFixture("Livelihood");

public sealed class Drift(LivelihoodFixture network)
{
    [Fact]
    public async Task Model_and_database_agree()
    {
        await using var connection = await network.ConnectAsync();
        await using var db = new LivelihoodDb(
            new DbContextOptionsBuilder<LivelihoodDb>().UseNpgsql(connection).Options,
            new CurrentTenant(),
            new Caller(),
            TimeProvider.System
        );

        Assert.Empty(await Migrator.DriftAsync(db));
    }
}
