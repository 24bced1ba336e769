using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Erasure> Erasures => Set<Erasure>();
    }
}

namespace Membership.Members
{
    internal sealed class ErasureModel : IEntityTypeConfiguration<Erasure>
    {
        public void Configure(EntityTypeBuilder<Erasure> builder)
        {
            builder.HasKey(e => new { e.TenantId, e.MemberId });
            builder.HasOne<Member>().WithOne().HasForeignKey<Erasure>(e => new { e.TenantId, e.MemberId });
        }
    }
}
