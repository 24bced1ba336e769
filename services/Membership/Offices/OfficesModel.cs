using Membership.Members;
using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Office> Offices => Set<Office>();
        public DbSet<Term> Terms => Set<Term>();
    }
}

namespace Membership.Offices
{
    internal sealed class OfficesModel : IEntityTypeConfiguration<Office>, IEntityTypeConfiguration<Term>
    {
        public void Configure(EntityTypeBuilder<Office> builder)
        {
            builder.HasKey(o => new { o.TenantId, o.Id });
            builder.Property(o => o.Revision).IsConcurrencyToken();
            builder.HasMany(o => o.Terms).WithOne().HasForeignKey(t => new { t.TenantId, t.OfficeId });
        }

        public void Configure(EntityTypeBuilder<Term> builder)
        {
            builder.HasKey(t => new { t.TenantId, t.Id });
            builder.HasOne<Member>().WithMany().HasForeignKey(t => new { t.TenantId, t.MemberId });
        }
    }
}
