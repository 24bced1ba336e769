using Indicators.National.Arrivals;
using Indicators.National.Collectives;
using Indicators.National.Publication;
using Indicators.National.Pulls;
using Indicators.National.Tables;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;

namespace Indicators.National;

/// <summary>
/// What collectives released, what that adds up to, and the list of collectives. It has no tenants and no table that can hold a
/// person.
/// </summary>
public sealed class NationalDb(DbContextOptions<NationalDb> options) : DbContext(options)
{
    public DbSet<Collective> Collectives => Set<Collective>();
    public DbSet<PulledRelease> Releases => Set<PulledRelease>();
    public DbSet<ReleasedFigure> Figures => Set<ReleasedFigure>();
    public DbSet<Pull> Pulls => Set<Pull>();
    public DbSet<NationalPeriod> Periods => Set<NationalPeriod>();
    public DbSet<NationalCell> Cells => Set<NationalCell>();
    public DbSet<PinnedKey> SigningKeys => Set<PinnedKey>();
    public DbSet<RefusedRelease> RefusedReleases => Set<RefusedRelease>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Collective>().HasKey(c => c.Code);
        modelBuilder.Entity<Pull>().HasKey(p => p.Source);
        modelBuilder.Entity<PulledRelease>().ToTable("release").HasOne<Collective>().WithMany().HasForeignKey(r => r.Collective);
        modelBuilder.Entity<Collective>().HasOne<Pull>().WithMany().HasForeignKey(c => c.Source);
        modelBuilder.Entity<NationalPeriod>().HasKey(p => new { p.PeriodType, p.PeriodFirst });
        modelBuilder
            .Entity<NationalCell>()
            .Ignore(c => c.Period)
            .HasKey(c => new
            {
                c.PeriodType,
                c.PeriodFirst,
                c.Audience,
                c.Indicator,
                c.Part,
                c.StateCode,
                c.Breakdown,
                c.Category,
                c.Basis,
            });
        modelBuilder.Entity<RefusedRelease>().HasNoKey(); // noted by SQL alone
        modelBuilder.Entity<PinnedKey>(k =>
        {
            k.ToTable("signing_key");
            k.HasKey(x => new { x.Collective, x.KeyId });
            k.HasOne<Collective>().WithMany().HasForeignKey(x => x.Collective);
        });
        modelBuilder.Entity<ReleasedFigure>(f =>
        {
            f.ToTable("figure");
            f.HasKey(x => new
            {
                x.PeriodType,
                x.PeriodFirst,
                x.Collective,
                x.Indicator,
                x.Part,
                x.AgeBand,
                x.Gender,
                x.Since,
            });
            f.HasOne<PulledRelease>().WithMany().HasForeignKey(x => x.ReleaseId);
            f.HasOne<Collective>().WithMany().HasForeignKey(x => x.Collective);
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.FollowConventions();
}
