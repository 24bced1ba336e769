using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Training.Tests.TrainingFixture))]
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace Training.Tests;

public sealed class TrainingFixture() : ServiceFixture("Training");

public sealed class Drift(TrainingFixture network)
{
    [Fact]
    public async Task Model_and_database_agree()
    {
        await using var connection = await network.ConnectAsync();
        await using var db = new TrainingDb(
            new DbContextOptionsBuilder<TrainingDb>().UseNpgsql(connection).Options,
            new CurrentTenant(),
            new Caller(),
            TimeProvider.System
        );

        Assert.Empty(await Migrator.DriftAsync(db));
    }
}
