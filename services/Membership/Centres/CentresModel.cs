using Membership.Centres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Centre> Centres => Set<Centre>();
        public DbSet<CentreDay> CentreDays => Set<CentreDay>();
    }
}

namespace Membership.Centres
{
    internal sealed class CentresModel : IEntityTypeConfiguration<Centre>, IEntityTypeConfiguration<CentreDay>
    {
        public void Configure(EntityTypeBuilder<Centre> builder)
        {
            builder.HasKey(c => new { c.TenantId, c.Id });
            builder.Property(c => c.Revision).IsConcurrencyToken();
            builder.HasMany<CentreDay>().WithOne().HasForeignKey(d => new { d.TenantId, d.CentreId });
        }

        public void Configure(EntityTypeBuilder<CentreDay> builder)
        {
            builder.HasKey(d => new { d.TenantId, d.Id });
            builder.Property(d => d.Revision).IsConcurrencyToken();
        }
    }
}
