using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Member> Members => Set<Member>();
        public DbSet<Register> Registers => Set<Register>();
        public DbSet<Partner> Partners => Set<Partner>();
        public DbSet<Erasure> Erasures => Set<Erasure>();
    }
}

namespace Membership.Members
{
    internal sealed class MembersModel
        : IEntityTypeConfiguration<Member>,
            IEntityTypeConfiguration<Consent>,
            IEntityTypeConfiguration<Partner>,
            IEntityTypeConfiguration<EarlierStint>,
            IEntityTypeConfiguration<BlockMove>,
            IEntityTypeConfiguration<MemberSubGroup>,
            IEntityTypeConfiguration<NameWord>,
            IEntityTypeConfiguration<Register>,
            IEntityTypeConfiguration<Erasure>
    {
        public void Configure(EntityTypeBuilder<Member> builder)
        {
            builder.HasKey(m => new { m.TenantId, m.Id });
            builder.Property(m => m.Revision).IsConcurrencyToken();
            builder.HasMany(m => m.Consents).WithOne().HasForeignKey(c => new { c.TenantId, c.MemberId });
            builder.HasMany(m => m.EarlierStints).WithOne().HasForeignKey(s => new { s.TenantId, s.MemberId });
            builder.HasMany(m => m.Moves).WithOne().HasForeignKey(m => new { m.TenantId, m.MemberId });
            builder.HasMany(m => m.SubGroups).WithOne().HasForeignKey(s => new { s.TenantId, s.MemberId });
            builder.HasMany(m => m.NameWords).WithOne().HasForeignKey(w => new { w.TenantId, w.MemberId });
        }

        public void Configure(EntityTypeBuilder<Consent> builder)
        {
            builder.HasKey(c => new { c.TenantId, c.Id });
            builder.HasOne<Partner>().WithMany().HasForeignKey(c => new { c.TenantId, c.PartnerId });
        }

        public void Configure(EntityTypeBuilder<Partner> builder) => builder.HasKey(p => new { p.TenantId, p.Id });

        public void Configure(EntityTypeBuilder<EarlierStint> builder) =>
            builder.HasKey(s => new
            {
                s.TenantId,
                s.MemberId,
                s.JoinedOn,
            });

        public void Configure(EntityTypeBuilder<BlockMove> builder) =>
            builder.HasKey(m => new
            {
                m.TenantId,
                m.MemberId,
                m.MovedOn,
            });

        public void Configure(EntityTypeBuilder<MemberSubGroup> builder) =>
            builder.HasKey(s => new
            {
                s.TenantId,
                s.SubGroup,
                s.MemberId,
            });

        public void Configure(EntityTypeBuilder<NameWord> builder) =>
            builder.HasKey(w => new
            {
                w.TenantId,
                w.Word,
                w.MemberId,
            });

        public void Configure(EntityTypeBuilder<Register> builder) => builder.HasKey(r => r.TenantId);

        public void Configure(EntityTypeBuilder<Erasure> builder)
        {
            builder.HasKey(e => new { e.TenantId, e.MemberId });
            builder.HasOne<Member>().WithOne().HasForeignKey<Erasure>(e => new { e.TenantId, e.MemberId });
        }
    }
}
