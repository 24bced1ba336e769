using Identity.Accounts;
using Identity.Sessions;
using Identity.Tenants;
using Microsoft.EntityFrameworkCore;
using Sangam.Members;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Identity;

public sealed class IdentityDb(DbContextOptions<IdentityDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock)
    : ServiceDb(options, tenant, caller, clock)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Her sessions end at once.</summary>
    public override async Task FollowAsync(IReadOnlyCollection<Erasure> decisions, CancellationToken cancellationToken)
    {
        await base.FollowAsync(decisions, cancellationToken);
        await Database.ExecuteSqlAsync(
            $"""
            delete from session s using account a, known_erasure e
                where a.id = s.account_id and e.member_id = a.member_id and e.erased_on is not null
            """,
            cancellationToken
        );
    }

    /// <summary>Her user name may be her own; it goes, and the account's id keeps its place in the audit log.</summary>
    protected override Task ForgetAsync(Guid[] members, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync(
            $"""
            update account set user_name = id::text, normalized_user_name = id::text, password_hash = '',
                disabled_at = coalesce(disabled_at, now()), revision = revision + 1
            where member_id = any({members}) and password_hash <> ''
            """,
            cancellationToken
        );

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
            // The account of a member who was erased is not there: nobody signs in to it, and its name is in no list.
            a.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
            a.Property(x => x.Revision).IsConcurrencyToken();
            a.HasMany<Session>().WithOne().HasForeignKey(s => new { s.TenantId, s.AccountId });
            a.HasMany<Invitation>().WithOne().HasForeignKey(i => new { i.TenantId, i.AcceptedBy });
        });
        modelBuilder.Entity<Session>().HasKey(s => new { s.TenantId, s.Id });
        modelBuilder.Entity<Invitation>(i =>
        {
            i.HasKey(x => new { x.TenantId, x.Id });
            i.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
            i.Property(x => x.Revision).IsConcurrencyToken();
        });
    }
}
