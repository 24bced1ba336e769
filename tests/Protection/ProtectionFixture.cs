using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Protection.Tests.ProtectionFixture))]
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace Protection.Tests;

public sealed class ProtectionFixture() : ServiceFixture("Protection")
{
    public const string Secret = "He waits at the bus stand";

    /// <summary>Fails when a tenant's rows, or anything the service printed, hold a text that only its reader should see.</summary>
    public async Task NothingShowsAsync(TestCollective collective, string secret)
    {
        foreach (var table in (string[])["matter", "matter_account", "help", "counselling_session", "outbox", "request", "audit"])
            Assert.DoesNotContain(await this.RowsAsync(collective.Id, $"select * from {table}"), row => row.Contains(secret));
        Assert.DoesNotContain(secret, Process.Output);
    }
}
