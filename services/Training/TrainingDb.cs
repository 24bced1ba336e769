using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;
using Training.Orientations;
using Training.Sessions;

namespace Training;

public sealed class TrainingDb(DbContextOptions<TrainingDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock)
    : ServiceDb(options, tenant, caller, clock)
{
    public DbSet<TrainingSession> Sessions => Set<TrainingSession>();
    public DbSet<Orientation> Orientations => Set<Orientation>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<TrainingSession>(s =>
        {
            s.HasKey(x => new { x.TenantId, x.Id });
            s.HasMany(x => x.Attendance).WithOne().HasForeignKey(a => new { a.TenantId, a.SessionId });
        });
        modelBuilder.Entity<Attendance>(a =>
        {
            a.HasKey(x => new
            {
                x.TenantId,
                x.SessionId,
                x.MemberId,
            });
            // Who was erased is on no list any more; how many came stays with the session.
            a.HasQueryFilter(x => !KnownErasures.Any(e => e.MemberId == x.MemberId && e.ErasedOn != null));
        });
        modelBuilder.Entity<Orientation>().HasKey(o => new { o.TenantId, o.Id });
    }
}
