using Livelihood.Applications;
using Livelihood.Entitlements;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Livelihood;

public sealed class LivelihoodDb(DbContextOptions<LivelihoodDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock)
    : ServiceDb(options, tenant, caller, clock)
{
    public DbSet<Entitlement> Entitlements => Set<Entitlement>();
    public DbSet<Application> Applications => Set<Application>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Entitlement>().HasKey(e => new { e.StateCode, e.Code });
        modelBuilder.Entity<Application>(a =>
        {
            a.HasKey(x => new { x.TenantId, x.Id });
            a.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
            a.Property(x => x.Revision).IsConcurrencyToken();
            a.HasOne(x => x.Entitlement).WithMany().HasForeignKey(x => new { x.StateCode, x.EntitlementCode });
        });
    }

    protected override Task ForgetAsync(Guid[] members, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync(
            $"update application set last_four = '' where member_id = any({members}) and last_four <> ''",
            cancellationToken
        );
}
