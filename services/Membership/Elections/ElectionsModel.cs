using Membership.Elections;
using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Election> Elections => Set<Election>();
        public DbSet<RollEntry> RollEntries => Set<RollEntry>();
        public DbSet<BallotKey> BallotKeys => Set<BallotKey>();
        public DbSet<SealedBallot> SealedBallots => Set<SealedBallot>();
        public DbSet<Ballot> Ballots => Set<Ballot>();
        public DbSet<BallotReceipt> BallotReceipts => Set<BallotReceipt>();
        public DbSet<PaperBatch> PaperBatches => Set<PaperBatch>();
        public DbSet<Lot> Lots => Set<Lot>();
        public DbSet<Certification> Certifications => Set<Certification>();
    }
}

namespace Membership.Elections
{
    internal sealed class ElectionsModel
        : IEntityTypeConfiguration<Election>,
            IEntityTypeConfiguration<Candidate>,
            IEntityTypeConfiguration<RollEntry>,
            IEntityTypeConfiguration<BallotKey>,
            IEntityTypeConfiguration<SealedBallot>,
            IEntityTypeConfiguration<Ballot>,
            IEntityTypeConfiguration<BallotReceipt>,
            IEntityTypeConfiguration<PaperBatch>,
            IEntityTypeConfiguration<PaperPile>,
            IEntityTypeConfiguration<Lot>,
            IEntityTypeConfiguration<Certification>
    {
        public void Configure(EntityTypeBuilder<Election> builder)
        {
            builder.HasKey(e => new { e.TenantId, e.Id });
            builder.Property(e => e.Revision).IsConcurrencyToken();
            builder.Ignore(e => e.Standing);
            builder.HasOne<Office>().WithMany().HasForeignKey(e => new { e.TenantId, e.OfficeId });
            builder.HasMany(e => e.Candidates).WithOne().HasForeignKey(c => new { c.TenantId, c.ElectionId });
        }

        public void Configure(EntityTypeBuilder<Candidate> builder)
        {
            builder.HasKey(c => new { c.TenantId, c.Id });
            builder.HasOne(c => c.Member).WithMany().HasForeignKey(c => new { c.TenantId, c.MemberId });
        }

        public void Configure(EntityTypeBuilder<RollEntry> builder)
        {
            builder.HasKey(r => new
            {
                r.TenantId,
                r.ElectionId,
                r.MemberId,
            });
            builder.HasOne(r => r.Member).WithMany().HasForeignKey(r => new { r.TenantId, r.MemberId });
        }

        public void Configure(EntityTypeBuilder<BallotKey> builder) => builder.HasKey(k => new { k.TenantId, k.ElectionId });

        public void Configure(EntityTypeBuilder<SealedBallot> builder) => builder.HasKey(b => new { b.TenantId, b.Id });

        public void Configure(EntityTypeBuilder<Ballot> builder) => builder.HasKey(b => new { b.TenantId, b.Id });

        public void Configure(EntityTypeBuilder<BallotReceipt> builder) =>
            builder.HasKey(r => new
            {
                r.TenantId,
                r.ElectionId,
                r.Code,
            });

        public void Configure(EntityTypeBuilder<PaperBatch> builder)
        {
            builder.HasKey(b => new { b.TenantId, b.Id });
            builder.HasMany(b => b.Piles).WithOne().HasForeignKey(p => new { p.TenantId, p.BatchId });
        }

        public void Configure(EntityTypeBuilder<PaperPile> builder) => builder.HasKey(p => new { p.TenantId, p.Id });

        public void Configure(EntityTypeBuilder<Lot> builder) => builder.HasKey(l => new { l.TenantId, l.Id });

        public void Configure(EntityTypeBuilder<Certification> builder) =>
            builder.HasKey(c => new
            {
                c.TenantId,
                c.ElectionId,
                c.MemberId,
            });
    }
}
