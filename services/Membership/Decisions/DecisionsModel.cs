using Membership.Decisions;
using Membership.Groups;
using Membership.Members;
using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Bylaw> Bylaws => Set<Bylaw>();
        public DbSet<Proposal> Proposals => Set<Proposal>();
        public DbSet<ProposalVote> ProposalVotes => Set<ProposalVote>();
        public DbSet<Resolution> Resolutions => Set<Resolution>();
    }
}

namespace Membership.Decisions
{
    internal sealed class DecisionsModel
        : IEntityTypeConfiguration<Bylaw>,
            IEntityTypeConfiguration<Proposal>,
            IEntityTypeConfiguration<ProposalVote>,
            IEntityTypeConfiguration<Resolution>,
            IEntityTypeConfiguration<ResolutionNote>
    {
        public void Configure(EntityTypeBuilder<Bylaw> builder)
        {
            builder.HasKey(b => new { b.TenantId, b.Id });
            builder.Property(b => b.Revision).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<Proposal> builder)
        {
            builder.HasKey(p => new { p.TenantId, p.Id });
            builder.Property(p => p.Revision).IsConcurrencyToken();
            builder.HasOne<Bylaw>().WithMany().HasForeignKey(p => new { p.TenantId, p.BylawId });
            builder.HasOne<Member>().WithMany().HasForeignKey(p => new { p.TenantId, p.ProposedBy });
            builder.HasOne<Meeting>().WithMany().HasForeignKey(p => new { p.TenantId, p.MeetingId });
        }

        public void Configure(EntityTypeBuilder<ProposalVote> builder)
        {
            builder.HasKey(v => new
            {
                v.TenantId,
                v.ProposalId,
                v.MemberId,
            });
            builder.HasOne<Proposal>().WithMany().HasForeignKey(v => new { v.TenantId, v.ProposalId });
            builder.HasOne<Member>().WithMany().HasForeignKey(v => new { v.TenantId, v.MemberId });
        }

        public void Configure(EntityTypeBuilder<Resolution> builder)
        {
            builder.HasKey(r => new { r.TenantId, r.Id });
            builder.Property(r => r.Revision).IsConcurrencyToken();
            builder.HasOne<Member>().WithMany().HasForeignKey(r => new { r.TenantId, r.OwnerMemberId });
            builder.HasOne<Office>().WithMany().HasForeignKey(r => new { r.TenantId, r.OwnerOfficeId });
            builder.HasOne<Proposal>().WithMany().HasForeignKey(r => new { r.TenantId, r.ProposalId });
            builder.HasOne<Meeting>().WithMany().HasForeignKey(r => new { r.TenantId, r.MeetingId });
            builder.HasMany(r => r.Notes).WithOne().HasForeignKey(n => new { n.TenantId, n.ResolutionId });
        }

        public void Configure(EntityTypeBuilder<ResolutionNote> builder) => builder.HasKey(n => new { n.TenantId, n.Id });
    }
}
