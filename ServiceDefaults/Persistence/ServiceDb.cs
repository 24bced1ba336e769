using System.Text.Json;
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

    protected ServiceDb(DbContextOptions options, CurrentTenant tenant, Caller caller, TimeProvider clock)
        : base(options)
    {
        this.tenant = tenant;
        this.caller = caller;
        this.clock = clock;
        // Whose row it is, is never up to the code that adds it.
#pragma warning disable MA0056 // ChangeTracker is virtual in DbContext, and nobody overrides it.
        ChangeTracker.Tracking += (_, e) =>
        {
            if (e.State == EntityState.Added)
                e.Entry.Property("TenantId").CurrentValue = tenant.Id;
        };
#pragma warning restore MA0056
    }

    /// <summary>What this service knows of members from membership's events.</summary>
    public DbSet<KnownMember> KnownMembers => Set<KnownMember>();

    /// <summary>Who was erased, or had been until it was taken back.</summary>
    public DbSet<KnownErasure> KnownErasures => Set<KnownErasure>();

    public DbSet<KnownStint> KnownStints => Set<KnownStint>();

    public DbSet<KnownConsent> KnownConsents => Set<KnownConsent>();

    /// <summary>Begins a transaction, or joins the one that the request is in already.</summary>
    public async Task<Work> BeginWorkAsync(CancellationToken cancellationToken) =>
        new(Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null);

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
        Set<AuditEntry>()
            .Add(
                new()
                {
                    Actor = account ?? caller.Subject,
                    Roles = account is null ? string.Join(',', caller.Roles) : "",
                    Action = action,
                    Subject = subject,
                    At = clock.Now,
                }
            );

    /// <summary>
    /// Sends queries as they are written, in one round trip and in the current tenant, for a list that is read so often that it should cost
    /// little more than its SQL. The reader stands at the first query's rows.
    /// </summary>
    public async Task<NpgsqlDataReader> ReadAsync(IEnumerable<NpgsqlBatchCommand> queries, CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)Database.GetDbConnection(),
            (NpgsqlTransaction?)Database.CurrentTransaction?.GetDbTransaction()
        );
        batch.BatchCommands.Add(
            new("select set_config('app.tenant_id', $1, false)")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.IdOrNone?.ToString() ?? "" } },
            }
        );
        foreach (var query in queries)
            batch.BatchCommands.Add(query);
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return reader;
    }

    /// <summary>
    /// Takes erased members out of use here, or back into it. The decisions come with membership's events and, at every start,
    /// from the keys database, so that a restored backup shows nobody who was erased since; the same one again changes nothing.
    /// </summary>
    public virtual async Task FollowAsync(IReadOnlyCollection<Erasure> decisions, CancellationToken cancellationToken)
    {
        await Database.ExecuteSqlAsync(
            $"""
            insert into known_erasure as k (tenant_id, member_id, revision, erased_on)
            select current_tenant(), member_id, revision, erased_on
            from jsonb_to_recordset({JsonSerializer.Serialize(
                decisions,
                Erasure.Json
            )}::jsonb) as d (member_id uuid, revision int, erased_on date)
            on conflict (tenant_id, member_id) do update
                set revision = excluded.revision, erased_on = excluded.erased_on where k.revision < excluded.revision
            """,
            cancellationToken
        );
        if (decisions.Where(d => d.Destroyed).Select(d => d.MemberId).ToArray() is { Length: > 0 } forgotten)
            await ForgetAsync(forgotten, cancellationToken);
    }

    /// <summary>
    /// Removes what is still kept of members whose keys were destroyed at the end of their retention, such as text that nobody
    /// can open any more.
    /// </summary>
    protected virtual Task ForgetAsync(Guid[] members, CancellationToken cancellationToken) => Task.CompletedTask;

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
            e.Property(a => a.Id).ValueGeneratedOnAdd(); // by the trigger that chains the log
        });
        modelBuilder.Entity<KnownMember>(m =>
        {
            m.HasKey(x => new { x.TenantId, x.MemberId });
            m.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
        });
        modelBuilder.Entity<KnownErasure>().HasKey(e => new { e.TenantId, e.MemberId });
        modelBuilder.Entity<KnownStint>(s =>
        {
            s.HasKey(x => new
            {
                x.TenantId,
                x.MemberId,
                x.Stint,
            });
            s.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
        });
        modelBuilder.Entity<KnownConsent>(c =>
        {
            c.HasKey(x => new
            {
                x.TenantId,
                x.MemberId,
                x.Purpose,
                x.PartnerId,
            });
            c.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.FollowConventions();
}
