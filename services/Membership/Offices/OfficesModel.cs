using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Office> Offices => Set<Office>();
        public DbSet<Term> Terms => Set<Term>();
        public DbSet<Assessment> Assessments => Set<Assessment>();
    }
}

namespace Membership.Offices
{
    internal sealed class OfficesModel
        : IEntityTypeConfiguration<Office>,
            IEntityTypeConfiguration<Term>,
            IEntityTypeConfiguration<Assessment>,
            IEntityTypeConfiguration<AssessmentScore>
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
            builder.Property(t => t.EndedOn).IsConcurrencyToken(); // it ends once
            builder.HasOne(t => t.Member).WithMany().HasForeignKey(t => new { t.TenantId, t.MemberId });
        }

        public void Configure(EntityTypeBuilder<Assessment> builder)
        {
            builder.HasKey(a => new { a.TenantId, a.Id });
            builder.HasMany(a => a.Scores).WithOne().HasForeignKey(s => new { s.TenantId, s.AssessmentId });
        }

        public void Configure(EntityTypeBuilder<AssessmentScore> builder) =>
            builder.HasKey(s => new
            {
                s.TenantId,
                s.AssessmentId,
                s.Dimension,
            });
    }
}
