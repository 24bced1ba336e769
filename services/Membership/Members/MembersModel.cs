using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Member> Members => Set<Member>();
        public DbSet<Register> Registers => Set<Register>();
    }
}

namespace Membership.Members
{
    internal sealed class MembersModel : IEntityTypeConfiguration<Member>, IEntityTypeConfiguration<Consent>, IEntityTypeConfiguration<NameWord>, IEntityTypeConfiguration<Register>
    {
        public void Configure(EntityTypeBuilder<Member> builder)
        {
            builder.HasKey(m => new { m.TenantId, m.Id });
            builder.Property(m => m.Revision).IsConcurrencyToken();
            builder.HasMany(m => m.Consents).WithOne().HasForeignKey(c => new { c.TenantId, c.MemberId });
            builder.HasMany(m => m.NameWords).WithOne().HasForeignKey(w => new { w.TenantId, w.MemberId });
        }

        public void Configure(EntityTypeBuilder<Consent> builder) => builder.HasKey(c => new { c.TenantId, c.Id });

        public void Configure(EntityTypeBuilder<NameWord> builder) => builder.HasKey(w => new { w.TenantId, w.Word, w.MemberId });

        public void Configure(EntityTypeBuilder<Register> builder) => builder.HasKey(r => r.TenantId);
    }
}
