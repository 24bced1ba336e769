using Grpc.Net.Client;
using Sangam.Membership.V1;

namespace Benchmarks;

/// <summary>Membership on a database of its own, and the gateway in front of it.</summary>
internal sealed class Bench() : ServiceFixture("Membership")
{
    private ServiceProcess gateway = null!;

    public GrpcChannel Gateway { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var services = new[] { "identity", "membership", "training", "livelihood", "protection", "indicators", "portal" };
        var environment = services.SelectMany(s => new[] { (Key: $"services__{s}__grpc__0", Value: Process.Grpc.ToString()), (Key: $"services__{s}__http__0", Value: Process.Http.ToString()) })
            .Append((Key: "Limits__Calls__Burst", Value: "1000000")).Append((Key: "Limits__Calls__PerSecond", Value: "1000000")).ToDictionary(e => e.Key, e => e.Value);
        gateway = await ServiceProcess.StartAsync(Repository.Built("Gateway", "gateway"), environment);
        Gateway = GrpcChannel.ForAddress(gateway.Grpc);
    }

    public override async Task DisposeAsync()
    {
        Gateway.Dispose();
        await gateway.DisposeAsync();
        await base.DisposeAsync();
    }

    public static EnrolMemberRequest NewMember(int number) => new()
    {
        RequestId = $"{Guid.NewGuid()}",
        KnownAs = $"Asha {number}",
        AgeBand = AgeBand._25To34,
        Gender = Gender.Woman,
        Block = "bhuj",
        Phone = "9876543210",
        Consents =
        {
            new ConsentGiven { Purpose = ConsentPurpose.MembershipRecord, NoticeVersion = "2026-1", Language = "te" },
            new ConsentGiven { Purpose = ConsentPurpose.Statistics, NoticeVersion = "2026-1", Language = "te" },
        },
    };
}
