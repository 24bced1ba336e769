using Grpc.Net.Client;
using Npgsql;
using Sangam.Membership.V1;

namespace Benchmarks;

/// <summary>
/// Membership and the gateway over a database that is full of members; everything is measured within one collective of it.
/// </summary>
internal sealed class Bench(int members, int tenants) : ServiceFixture("Membership")
{
    private ServiceProcess gateway = null!;

    public GrpcChannel Gateway { get; private set; } = null!;
    public TestCollective Collective { get; private set; } = null!;

    /// <summary>The service's own role and settings, for what is sent by hand.</summary>
    public NpgsqlDataSource Database { get; private set; } = null!;

    /// <summary>Where the keys are, apart from the records.</summary>
    public NpgsqlDataSource Keys { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Collective = NewCollective();
        Database = NpgsqlDataSource.Create(Postgres.As(Databases["membership"], "service") + ";Max Auto Prepare=100");
        Keys = NpgsqlDataSource.Create(Postgres.As(Databases["keys"], "service") + ";Max Auto Prepare=100");
        await using (
            var postgres = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(Postgres.Admin)
                {
                    Database = Databases["membership"],
                    CommandTimeout = 600,
                }.ConnectionString
            )
        )
            await Seed.FillAsync(postgres, Collective.Id, members, tenants);

        var services = new[] { "identity", "membership", "training", "livelihood", "protection", "indicators", "portal" };
        var environment = services
            .SelectMany(s =>
                new[]
                {
                    (Key: $"services__{s}__grpc__0", Value: Process.Grpc.ToString()),
                    (Key: $"services__{s}__http__0", Value: Process.Http.ToString()),
                }
            )
            .Append((Key: "Limits__Calls__Burst", Value: "1000000"))
            .Append((Key: "Limits__Calls__PerSecond", Value: "1000000"))
            .ToDictionary(e => e.Key, e => e.Value);
        gateway = await ServiceProcess.StartAsync(Repository.Built("Gateway", "gateway"), environment);
        Gateway = GrpcChannel.ForAddress(gateway.Grpc);
    }

    public override async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await Database.DisposeAsync();
        await Keys.DisposeAsync();
        await gateway.DisposeAsync();
        await base.DisposeAsync();
    }

    public static EnrolMemberRequest NewMember() =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            KnownAs = "Asha Devi",
            AgeBand = AgeBand._25To34,
            Gender = Gender.Woman,
            Block = "bhuj",
            Phone = "9876543210",
            Consents =
            {
                new ConsentGiven
                {
                    Purpose = ConsentPurpose.MembershipRecord,
                    NoticeVersion = "2026-1",
                    Language = "te",
                },
                new ConsentGiven
                {
                    Purpose = ConsentPurpose.Statistics,
                    NoticeVersion = "2026-1",
                    Language = "te",
                },
            },
        };
}
