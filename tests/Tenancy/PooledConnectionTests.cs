using Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Tenancy.Tests;

/// <summary>
/// A service's own database access, on a pool of one connection, so that every tenant gets the connection of the one before.
/// </summary>
public sealed class PooledConnectionTests(MigratedDatabases databases) : IAsyncLifetime
{
    private WebApplication service = null!;

    [Fact]
    public async Task A_connection_that_served_one_tenant_shows_the_next_nothing_of_it()
    {
        var first = Guid.NewGuid();
        var second = Guid.NewGuid();

        var written = await AsAsync(first, NoteAsync);
        var (same, seen) = await AsAsync(second, async db => (await PidAsync(db), await db.Set<AuditEntry>().CountAsync()));
        var (again, none) = await AsAsync(null, async db => (await PidAsync(db), await db.Set<AuditEntry>().CountAsync()));

        Assert.Equal((written, 0, written, 0), (same, seen, again, none));
        Assert.Equal(1, await AsAsync(first, db => db.Set<AuditEntry>().CountAsync()));
    }

    [Fact]
    public async Task Not_even_after_a_failure_in_the_middle()
    {
        var first = Guid.NewGuid();
        var second = Guid.NewGuid();
        await AsAsync(first, NoteAsync);

        await Assert.ThrowsAsync<PostgresException>(() =>
            AsAsync(
                first,
                async db =>
                {
                    await using var transaction = await db.Database.BeginTransactionAsync();
                    await db.Set<AuditEntry>().CountAsync();
                    return await db.Database.ExecuteSqlAsync($"select 1 / 0");
                }
            )
        );

        Assert.Equal(
            (0, 1),
            (await AsAsync(second, db => db.Set<AuditEntry>().CountAsync()), await AsAsync(first, db => db.Set<AuditEntry>().CountAsync()))
        );
    }

    [Fact]
    public async Task Nor_when_many_take_turns_at_once()
    {
        var tenants = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToList();

        await Task.WhenAll(tenants.SelectMany(t => Enumerable.Range(0, 3).Select(_ => AsAsync(t, NoteAsync))));
        var seen = await Task.WhenAll(
            tenants.Select(t => AsAsync(t, db => db.Set<AuditEntry>().Select(a => EF.Property<Guid>(a, "TenantId")).ToListAsync()))
        );

        Assert.Equal(tenants.Select(t => string.Join(' ', t, t, t)), seen.Select(s => string.Join(' ', s)));
    }

    [Fact]
    public async Task What_is_added_belongs_to_the_tenant_whatever_the_code_says()
    {
        var ours = Guid.NewGuid();
        var theirs = Guid.NewGuid();

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() =>
            AsAsync(
                ours,
                db =>
                {
                    db.Audit("tests.note", Guid.NewGuid());
                    db.ChangeTracker.Entries<AuditEntry>().Single().Property("TenantId").CurrentValue = theirs;
                    return db.SaveChangesAsync();
                }
            )
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
    }

    public ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:membership"] = databases
                    .ConnectionString("membership", "service")
                    .Replace("Maximum Pool Size=20", "Maximum Pool Size=1", StringComparison.Ordinal),
                ["ConnectionStrings:keys"] = databases.ConnectionString("keys", "service"),
                ["ConnectionStrings:membership_relay"] = databases.ConnectionString("membership", "relay"),
                ["Sangam:InstallationKey"] = Convert.ToBase64String(new byte[32]),
                ["Sangam:EventToken"] = TestBus.Token,
                ["Sangam:Authority"] = "http://localhost",
            }
        );
        builder.AddServiceDefaults();
        builder.AddRpc();
        builder.AddDatabase<MembershipDb>("membership");
        service = builder.Build(); // never started: nobody calls it from outside
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await service.DisposeAsync();

    private static async Task<int> NoteAsync(ServiceDb db)
    {
        db.Audit("tests.note", Guid.NewGuid());
        await db.SaveChangesAsync();
        return await PidAsync(db);
    }

    private static Task<int> PidAsync(ServiceDb db) => db.Database.SqlQuery<int>($"select pg_backend_pid() as \"Value\"").SingleAsync();

    /// <summary>As in a request: a scope of its own, in a tenant or in none.</summary>
    private async Task<T> AsAsync<T>(Guid? tenant, Func<ServiceDb, Task<T>> work)
    {
        await using var scope = service.Services.CreateAsyncScope();
        if (tenant is { } id)
            scope.ServiceProvider.GetRequiredService<CurrentTenant>().Enter(id);
        return await work(scope.ServiceProvider.GetRequiredService<MembershipDb>());
    }
}
