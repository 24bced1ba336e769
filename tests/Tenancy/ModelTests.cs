using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;

namespace Tenancy.Tests;

/// <summary>What the code says of the tables is what the migrations made of them.</summary>
public sealed class ModelTests(MigratedDatabases databases)
{
    public static TheoryData<string> Modelled => [.. AllServices.Databases.Select(d => d.Name).Where(name => name != "keys")];

    [Theory]
    [MemberData(nameof(Modelled))]
    public async Task A_model_and_its_database_agree(string name)
    {
        await using var db = Model(name, databases.ConnectionString(name, "owner"));

        Assert.Empty(await Migrator.DriftAsync(db));
    }

    private static DbContext Model(string name, string database) =>
        name switch
        {
            "identity" => new Identity.IdentityDb(Options<Identity.IdentityDb>(database), new(), new(), TimeProvider.System),
            "membership" => new Membership.MembershipDb(Options<Membership.MembershipDb>(database), new(), new(), TimeProvider.System),
            "training" => new Training.TrainingDb(Options<Training.TrainingDb>(database), new(), new(), TimeProvider.System),
            "livelihood" => new Livelihood.LivelihoodDb(Options<Livelihood.LivelihoodDb>(database), new(), new(), TimeProvider.System),
            "protection" => new Protection.ProtectionDb(Options<Protection.ProtectionDb>(database), new(), new(), TimeProvider.System),
            "indicators" => new Indicators.IndicatorsDb(Options<Indicators.IndicatorsDb>(database), new(), new(), TimeProvider.System),
            "national" => new Indicators.National.NationalDb(Options<Indicators.National.NationalDb>(database)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No model is known for it."),
        };

    private static DbContextOptions<TDb> Options<TDb>(string database)
        where TDb : DbContext => new DbContextOptionsBuilder<TDb>().UseNpgsql(database).Options;
}
