using Membership.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        /// <summary>One row, or none while nothing was decided.</summary>
        public DbSet<CollectiveSettings> Settings => Set<CollectiveSettings>();
    }
}

namespace Membership.Settings
{
    internal sealed class SettingsModel : IEntityTypeConfiguration<CollectiveSettings>
    {
        public void Configure(EntityTypeBuilder<CollectiveSettings> builder)
        {
            builder.HasKey(s => s.TenantId);
            builder.Property(s => s.Revision).IsConcurrencyToken();
            builder.Property(s => s.Blocks).IsJsonList();
            builder.Property(s => s.SubGroups).IsJsonList();
            builder.Property(s => s.Roles).IsJsonList();
            builder.Property(s => s.GroupKinds).IsJsonList();
        }
    }
}
