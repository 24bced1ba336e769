using Microsoft.EntityFrameworkCore;
using Protection.Counselling;
using Protection.Matters;
using Protection.Stories;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Protection;

public sealed class ProtectionDb(DbContextOptions<ProtectionDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock)
    : ServiceDb(options, tenant, caller, clock)
{
    public DbSet<Matter> Matters => Set<Matter>();
    public DbSet<CounsellingSession> CounsellingSessions => Set<CounsellingSession>();
    public DbSet<MediaStory> Stories => Set<MediaStory>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Matter>(m =>
        {
            m.HasKey(x => new { x.TenantId, x.Id });
            m.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
            m.Property(x => x.Revision).IsConcurrencyToken();
            m.HasMany(x => x.Accounts).WithOne().HasForeignKey(a => new { a.TenantId, a.MatterId });
            m.HasMany(x => x.Help).WithOne().HasForeignKey(h => new { h.TenantId, h.MatterId });
        });
        modelBuilder
            .Entity<MatterAccount>()
            .HasKey(a => new
            {
                a.TenantId,
                a.MatterId,
                a.AccountId,
            });
        modelBuilder.Entity<Help>().HasKey(h => new { h.TenantId, h.Id });
        modelBuilder.Entity<CounsellingSession>(s =>
        {
            s.HasKey(x => new { x.TenantId, x.Id });
            s.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
        });
        modelBuilder.Entity<MediaStory>().HasKey(s => new { s.TenantId, s.Id });
    }

    protected override Task ForgetAsync(Guid[] members, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync(
            $"""
            with forgotten as (update matter set summary = null where member_id = any({members}) returning id),
                 counselling as (update counselling_session set note = null where member_id = any({members}))
            update help set note = null where matter_id in (select id from forgotten)
            """,
            cancellationToken
        );
}
