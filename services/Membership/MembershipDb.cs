using Membership.Groups;
using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Membership;

public sealed class MembershipDb(DbContextOptions<MembershipDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock) : ServiceDb(options, tenant, caller, clock)
{
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Register> Registers => Set<Register>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();
    public DbSet<Meeting> Meetings => Set<Meeting>();

    /// <summary>
    /// A transaction for a slice that holds members; null when the request is already in one, which then is the one to end it.
    /// </summary>
    public async Task<IDbContextTransaction?> TransactionAsync(CancellationToken cancellationToken) =>
        Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;

    /// <summary>
    /// These members, held as they are until the transaction ends, so that leaving the collective and being added to a group or a
    /// meeting wait for each other.
    /// </summary>
    /// <exception cref="Refusal"><c>not_found</c>: one of them is not on the register.</exception>
    public async Task<IReadOnlyList<Member>> HoldAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var held = await Members.FromSql($"select * from member where id = any({ids.ToArray()}) order by id for no key update").ToListAsync(cancellationToken);
        return held.Count == ids.Count ? held : throw Refusal.Missing();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Member>(m =>
        {
            m.HasKey(x => new { x.TenantId, x.Id });
            m.Property(x => x.Revision).IsConcurrencyToken();
            m.HasMany(x => x.Consents).WithOne().HasForeignKey(c => new { c.TenantId, c.MemberId });
            m.HasMany(x => x.NameWords).WithOne().HasForeignKey(w => new { w.TenantId, w.MemberId });
        });
        modelBuilder.Entity<Consent>().HasKey(c => new { c.TenantId, c.Id });
        modelBuilder.Entity<NameWord>().HasKey(w => new { w.TenantId, w.Word, w.MemberId });
        modelBuilder.Entity<Register>().HasKey(r => r.TenantId);
        modelBuilder.Entity<Group>(g =>
        {
            g.HasKey(x => new { x.TenantId, x.Id });
            g.HasMany(x => x.Members).WithOne().HasForeignKey(m => new { m.TenantId, m.GroupId });
            g.HasMany<Meeting>().WithOne().HasForeignKey(m => new { m.TenantId, m.GroupId });
        });
        modelBuilder.Entity<GroupMember>(m =>
        {
            m.HasKey(x => new { x.TenantId, x.GroupId, x.MemberId, x.JoinedOn });
            m.HasOne(x => x.Member).WithMany().HasForeignKey(x => new { x.TenantId, x.MemberId });
        });
        modelBuilder.Entity<Meeting>(m =>
        {
            m.HasKey(x => new { x.TenantId, x.Id });
            m.HasMany(x => x.Attended).WithOne().HasForeignKey(a => new { a.TenantId, a.MeetingId });
        });
        modelBuilder.Entity<Attendance>(a =>
        {
            a.HasKey(x => new { x.TenantId, x.MeetingId, x.MemberId });
            a.HasOne<Member>().WithMany().HasForeignKey(x => new { x.TenantId, x.MemberId });
        });
    }
}
