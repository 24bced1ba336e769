using Identity.Accounts;
using Identity.Sessions;
using Identity.Tenants;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Identity;

public sealed class IdentityDb(DbContextOptions<IdentityDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock) : ServiceDb(options, tenant, caller, clock)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Invitation> Invitations => Set<Invitation>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Tenant>(t =>
        {
            t.HasKey(x => x.TenantId);
            t.Property(x => x.TenantId).HasColumnName("id");
        });
        modelBuilder.Entity<Account>(a =>
        {
            a.HasKey(x => new { x.TenantId, x.Id });
            a.Property(x => x.Revision).IsConcurrencyToken();
            a.HasMany<Session>().WithOne().HasForeignKey(s => new { s.TenantId, s.AccountId });
            a.HasMany<Invitation>().WithOne().HasForeignKey(i => new { i.TenantId, i.AcceptedBy });
        });
        modelBuilder.Entity<Session>().HasKey(s => new { s.TenantId, s.Id });
        modelBuilder.Entity<Invitation>(i =>
        {
            i.HasKey(x => new { x.TenantId, x.Id });
            i.Property(x => x.Revision).IsConcurrencyToken();
        });
    }
}
