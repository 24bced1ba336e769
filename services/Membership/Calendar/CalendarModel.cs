using Membership.Calendar;
using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<CalendarEvent> CalendarEvents => Set<CalendarEvent>();
        public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    }
}

namespace Membership.Calendar
{
    internal sealed class CalendarModel : IEntityTypeConfiguration<CalendarEvent>, IEntityTypeConfiguration<CalendarFeed>
    {
        public void Configure(EntityTypeBuilder<CalendarEvent> builder)
        {
            builder.HasKey(e => new { e.TenantId, e.Id });
            builder.Property(e => e.Revision).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<CalendarFeed> builder)
        {
            builder.HasKey(f => new { f.TenantId, f.AccountId });
            builder.HasOne<Member>().WithMany().HasForeignKey(f => new { f.TenantId, f.MemberId });
        }
    }
}
