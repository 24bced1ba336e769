using Membership.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Import> Imports => Set<Import>();
        public DbSet<ImportRow> ImportRows => Set<ImportRow>();
    }
}

namespace Membership.Imports
{
    internal sealed class ImportsModel : IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<ImportRow>
    {
        public void Configure(EntityTypeBuilder<Import> builder)
        {
            builder.HasKey(i => new { i.TenantId, i.Id });
            builder.HasMany<ImportRow>().WithOne().HasForeignKey(r => new { r.TenantId, r.ImportId });
        }

        public void Configure(EntityTypeBuilder<ImportRow> builder)
        {
            builder.HasKey(r => new
            {
                r.TenantId,
                r.ImportId,
                r.Number,
            });
            builder.Property(r => r.Problems).IsJsonList();
            builder.Property(r => r.Likenesses).IsJsonList();
        }
    }
}
