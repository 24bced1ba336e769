using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Membership;

public sealed class MembershipDb(DbContextOptions<MembershipDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock) : ServiceDb(options, tenant, caller, clock)
{
    public DbSet<Member> Members => Set<Member>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Member>(m =>
        {
            m.HasKey(x => new { x.TenantId, x.Id });
            m.Property(x => x.Revision).IsConcurrencyToken();
            m.HasMany<Consent>().WithOne().HasForeignKey(c => new { c.TenantId, c.MemberId });   // so that she is saved before them
        });
        modelBuilder.Entity<Consent>().HasKey(c => new { c.TenantId, c.Id });
    }
}
