using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Training.Tests;

public sealed class TrainingFixture() : ServiceFixture("Training");

[CollectionDefinition("training")]
public sealed class TrainingCollection : ICollectionFixture<TrainingFixture>;

[Collection("training")]
public sealed class Drift(TrainingFixture network)
{
    [Fact]
    public async Task Model_and_database_agree()
    {
        await using var connection = await network.ConnectAsync();
        await using var db = new TrainingDb(new DbContextOptionsBuilder<TrainingDb>().UseNpgsql(connection).Options, new CurrentTenant(), new Caller(), TimeProvider.System);

        Assert.Empty(await Migrator.DriftAsync(db));
    }
}
