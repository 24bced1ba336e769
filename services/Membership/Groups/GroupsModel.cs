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
        public DbSet<Meeting> Meetings => Set<Meeting>();
    }
}

namespace Membership.Groups
{
    internal sealed class GroupsModel : IEntityTypeConfiguration<Group>, IEntityTypeConfiguration<GroupMember>, IEntityTypeConfiguration<Meeting>, IEntityTypeConfiguration<Attendance>
    {
        public void Configure(EntityTypeBuilder<Group> builder)
        {
            builder.HasKey(g => new { g.TenantId, g.Id });
            builder.HasMany(g => g.Members).WithOne().HasForeignKey(m => new { m.TenantId, m.GroupId });
            builder.HasMany<Meeting>().WithOne().HasForeignKey(m => new { m.TenantId, m.GroupId });
        }

        public void Configure(EntityTypeBuilder<GroupMember> builder)
        {
            builder.HasKey(m => new { m.TenantId, m.GroupId, m.MemberId, m.JoinedOn });
            builder.HasOne(m => m.Member).WithMany().HasForeignKey(m => new { m.TenantId, m.MemberId });
        }

        public void Configure(EntityTypeBuilder<Meeting> builder)
        {
            builder.HasKey(m => new { m.TenantId, m.Id });
            builder.HasMany(m => m.Attended).WithOne().HasForeignKey(a => new { a.TenantId, a.MeetingId });
        }

        public void Configure(EntityTypeBuilder<Attendance> builder)
        {
            builder.HasKey(a => new { a.TenantId, a.MeetingId, a.MemberId });
            builder.HasOne<Member>().WithMany().HasForeignKey(a => new { a.TenantId, a.MemberId });
        }
    }
}
