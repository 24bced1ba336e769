using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Sangam.Events;
using Sangam.Members;
using Sangam.Security;
using Sangam.Tenancy;

namespace Sangam.Persistence;

/// <summary>
/// A service's own database. Its tables and columns are the model's names in snake_case; every row belongs to a tenant, whose id is
/// stamped on it when it is added and leads every key. An event published here is saved with the rows, in one transaction.
/// </summary>
public abstract class ServiceDb : DbContext
{
    private readonly CurrentTenant tenant;
    private readonly Caller caller;
    private readonly TimeProvider clock;

    protected ServiceDb(DbContextOptions options, CurrentTenant tenant, Caller caller, TimeProvider clock) : base(options)
    {
        (this.tenant, this.caller, this.clock) = (tenant, caller, clock);
        // Whose row it is, is never up to the code that adds it.
        ChangeTracker.Tracking += (_, e) =>
        {
            if (e.State == EntityState.Added) e.Entry.Property("TenantId").CurrentValue = tenant.Id;
        };
    }

    /// <summary>What this service knows of members from membership's events.</summary>
    public DbSet<KnownMember> KnownMembers => Set<KnownMember>();

    /// <summary>Tells the other services, once the next save has committed.</summary>
    public void Publish(IEvent what) => Set<OutboxEvent>().Add(OutboxEvent.Of(what, clock.Now));

    /// <summary>
    /// Notes in the tenant's audit log who did what to which record, with the next save. The log is append-only and hash-chained; it
    /// holds no free text.
    /// </summary>
    /// <param name="action">What was done, e.g. <c>members.read_private</c>.</param>
    /// <param name="subject">The record it was done to, or whose it is.</param>
    /// <param name="account">On whose behalf, when it is done in the background; the caller's otherwise.</param>
    public void Audit(string action, Guid subject, string? account = null) =>
        Set<AuditEntry>().Add(new() { Actor = account ?? caller.Subject, Action = action, Subject = subject, At = clock.Now });

    /// <summary>
    /// Sends queries as they are written, in one round trip and in the current tenant, for a list that is read so often that it should cost
    /// little more than its SQL. The reader stands at the first query's rows.
    /// </summary>
    public async Task<NpgsqlDataReader> ReadAsync(IEnumerable<NpgsqlBatchCommand> queries, CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)Database.GetDbConnection(), (NpgsqlTransaction?)Database.CurrentTransaction?.GetDbTransaction());
        batch.BatchCommands.Add(new("select set_config('app.tenant_id', $1, false)") { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.IdOrNone?.ToString() ?? "" } } });
        foreach (var query in queries) batch.BatchCommands.Add(query);
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return reader;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxEvent>(e =>
        {
            e.ToTable("outbox");
            e.HasKey(o => new { o.TenantId, o.Id });
            e.Property(o => o.Data).HasColumnType("jsonb");
        });
        modelBuilder.Entity<InboxEvent>(e =>
        {
            e.ToTable("inbox");
            e.HasKey(i => new { i.TenantId, i.EventId });
        });
        modelBuilder.Entity<RetriedRequest>(e =>
        {
            e.ToTable("request");
            e.HasKey(r => new { r.TenantId, r.RequestId });
        });
        modelBuilder.Entity<AuditEntry>(e =>
        {
            e.ToTable("audit");
            e.HasKey(a => new { a.TenantId, a.Id });
            e.Property(a => a.Id).ValueGeneratedOnAdd();   // by the trigger that chains the log
        });
        modelBuilder.Entity<KnownMember>().HasKey(m => new { m.TenantId, m.MemberId });
        modelBuilder.Entity<TenantKey>().HasKey(k => k.TenantId);
        modelBuilder.Entity<PersonKey>().HasKey(k => new { k.TenantId, k.PersonId });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.FollowConventions();
}
