using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;

namespace Indicators.National;

/// <summary>What collectives released, and the list of collectives. It has no tenants and no table that can hold a person.</summary>
public sealed class NationalDb(DbContextOptions<NationalDb> options) : DbContext(options)
{
    public DbSet<Collective> Collectives => Set<Collective>();
    public DbSet<Release> Releases => Set<Release>();
    public DbSet<ReleasedFigure> Figures => Set<ReleasedFigure>();
    public DbSet<Pull> Pulls => Set<Pull>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Collective>().HasKey(c => c.Code);
        modelBuilder.Entity<Pull>().HasKey(p => p.Source);
        modelBuilder.Entity<Release>().HasOne<Collective>().WithMany().HasForeignKey(r => r.Collective);
        modelBuilder.Entity<ReleasedFigure>(f =>
        {
            f.ToTable("figure");
            f.HasKey(x => new { x.PeriodType, x.PeriodFirst, x.Collective, x.Indicator, x.Part });
            f.HasOne<Release>().WithMany().HasForeignKey(x => x.ReleaseId);
            f.HasOne<Collective>().WithMany().HasForeignKey(x => x.Collective);
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.FollowConventions();
}
