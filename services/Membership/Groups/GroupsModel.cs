using Membership.Groups;
using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Group> Groups => Set<Group>();
        public DbSet<GroupMember> GroupMembers => Set<GroupMember>();

        /// <summary>Without those that were withdrawn, unless the query ignores its filters.</summary>
        public DbSet<Meeting> Meetings => Set<Meeting>();
    }
}

namespace Membership.Groups
{
    internal sealed class GroupsModel
        : IEntityTypeConfiguration<Group>,
            IEntityTypeConfiguration<GroupMember>,
            IEntityTypeConfiguration<OfficeBearer>,
            IEntityTypeConfiguration<Meeting>,
            IEntityTypeConfiguration<Attendance>,
            IEntityTypeConfiguration<Minute>
    {
        public void Configure(EntityTypeBuilder<Group> builder)
        {
            builder.HasKey(g => new { g.TenantId, g.Id });
            builder.Property(g => g.Revision).IsConcurrencyToken();
            builder.HasMany(g => g.Members).WithOne().HasForeignKey(m => new { m.TenantId, m.GroupId });
            builder.HasMany<Meeting>().WithOne().HasForeignKey(m => new { m.TenantId, m.GroupId });
        }

        public void Configure(EntityTypeBuilder<GroupMember> builder)
        {
            builder.HasKey(m => new
            {
                m.TenantId,
                m.GroupId,
                m.MemberId,
                m.JoinedOn,
            });
            builder.HasOne(m => m.Member).WithMany().HasForeignKey(m => new { m.TenantId, m.MemberId });
            builder
                .HasMany(m => m.Offices)
                .WithOne()
                .HasForeignKey(o => new
                {
                    o.TenantId,
                    o.GroupId,
                    o.MemberId,
                    o.JoinedOn,
                });
        }

        public void Configure(EntityTypeBuilder<OfficeBearer> builder) => builder.HasKey(o => new { o.TenantId, o.Id });

        public void Configure(EntityTypeBuilder<Meeting> builder)
        {
            builder.HasKey(m => new { m.TenantId, m.Id });
            builder.HasQueryFilter(m => m.WithdrawnOn == null);
            builder.Property(m => m.Revision).IsConcurrencyToken();
            builder.HasMany(m => m.Attended).WithOne().HasForeignKey(a => new { a.TenantId, a.MeetingId });
            builder.HasMany(m => m.Minutes).WithOne().HasForeignKey(v => new { v.TenantId, v.MeetingId });
        }

        public void Configure(EntityTypeBuilder<Attendance> builder)
        {
            builder.HasKey(a => new
            {
                a.TenantId,
                a.MeetingId,
                a.MemberId,
            });
            builder.HasOne<Member>().WithMany().HasForeignKey(a => new { a.TenantId, a.MemberId });
        }

        public void Configure(EntityTypeBuilder<Minute> builder) =>
            builder.HasKey(v => new
            {
                v.TenantId,
                v.MeetingId,
                v.Version,
            });
    }
}
