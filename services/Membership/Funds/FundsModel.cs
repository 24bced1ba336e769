using Membership.Funds;
using Membership.Groups;
using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Membership
{
    public sealed partial class MembershipDb
    {
        public DbSet<Books> Books => Set<Books>();
        public DbSet<BookAccount> BookAccounts => Set<BookAccount>();
        public DbSet<BooksHead> BooksHeads => Set<BooksHead>();
        public DbSet<AccountTotal> AccountTotals => Set<AccountTotal>();
        public DbSet<VoucherDraft> VoucherDrafts => Set<VoucherDraft>();
        public DbSet<Voucher> Vouchers => Set<Voucher>();
        public DbSet<VoucherEntry> VoucherEntries => Set<VoucherEntry>();
        public DbSet<VoucherSeal> VoucherSeals => Set<VoucherSeal>();
    }
}

namespace Membership.Funds
{
    internal sealed class FundsModel
        : IEntityTypeConfiguration<Books>,
            IEntityTypeConfiguration<BookAccount>,
            IEntityTypeConfiguration<BooksHead>,
            IEntityTypeConfiguration<AccountTotal>,
            IEntityTypeConfiguration<VoucherDraft>,
            IEntityTypeConfiguration<VoucherDraftLine>,
            IEntityTypeConfiguration<VoucherApproval>,
            IEntityTypeConfiguration<Voucher>,
            IEntityTypeConfiguration<VoucherEntry>,
            IEntityTypeConfiguration<VoucherSeal>
    {
        public void Configure(EntityTypeBuilder<Books> builder)
        {
            builder.HasKey(b => new { b.TenantId, b.Id });
            builder.HasOne<Group>().WithMany().HasForeignKey(b => new { b.TenantId, b.GroupId });
            builder.HasMany(b => b.Accounts).WithOne().HasForeignKey(a => new { a.TenantId, a.BooksId });
            builder.HasOne<BooksHead>().WithOne().HasForeignKey<BooksHead>(h => new { h.TenantId, h.BooksId });
            builder.HasMany<VoucherDraft>().WithOne().HasForeignKey(d => new { d.TenantId, d.BooksId });
        }

        public void Configure(EntityTypeBuilder<BookAccount> builder) => builder.HasKey(a => new { a.TenantId, a.Id });

        public void Configure(EntityTypeBuilder<BooksHead> builder) => builder.HasKey(h => new { h.TenantId, h.BooksId });

        public void Configure(EntityTypeBuilder<AccountTotal> builder) => builder.HasKey(t => new { t.TenantId, t.AccountId });

        public void Configure(EntityTypeBuilder<VoucherDraft> builder)
        {
            builder.HasKey(d => new { d.TenantId, d.Id });
            builder.HasMany(d => d.Lines).WithOne().HasForeignKey(l => new { l.TenantId, l.DraftId });
            builder.HasMany(d => d.Approvals).WithOne().HasForeignKey(a => new { a.TenantId, a.DraftId });
            builder.HasOne<Member>().WithMany().HasForeignKey(d => new { d.TenantId, d.RecordedByMember });
        }

        public void Configure(EntityTypeBuilder<VoucherDraftLine> builder) =>
            builder.HasKey(l => new
            {
                l.TenantId,
                l.DraftId,
                l.Number,
            });

        public void Configure(EntityTypeBuilder<VoucherApproval> builder) =>
            builder.HasKey(a => new
            {
                a.TenantId,
                a.DraftId,
                a.MemberId,
            });

        public void Configure(EntityTypeBuilder<Voucher> builder) => builder.HasKey(v => new { v.TenantId, v.Id });

        public void Configure(EntityTypeBuilder<VoucherEntry> builder) =>
            builder.HasKey(e => new
            {
                e.TenantId,
                e.VoucherId,
                e.Number,
            });

        public void Configure(EntityTypeBuilder<VoucherSeal> builder) => builder.HasKey(s => new { s.TenantId, s.VoucherId });
    }
}
