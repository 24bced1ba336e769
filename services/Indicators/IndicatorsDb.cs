using Indicators.Facts;
using Indicators.Months;
using Indicators.Releases;
using Indicators.Surveys;
using Indicators.Values;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Indicators;

public sealed class IndicatorsDb(DbContextOptions<IndicatorsDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock)
    : ServiceDb(options, tenant, caller, clock)
{
    public DbSet<Month> Months => Set<Month>();
    public DbSet<CountedMonth> CountedMonths => Set<CountedMonth>();
    public DbSet<ReleasedMonth> ReleasedMonths => Set<ReleasedMonth>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<EnteredValue> EnteredValues => Set<EnteredValue>();
    public DbSet<RecordsSince> RecordsSince => Set<RecordsSince>();
    public DbSet<QuestionSet> QuestionSets => Set<QuestionSet>();
    public DbSet<SurveyRound> SurveyRounds => Set<SurveyRound>();
    public DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();
    public DbSet<SurveyTotal> SurveyTotals => Set<SurveyTotal>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Kept and counted by set-based SQL alone.
        modelBuilder.Entity<Fact>().HasNoKey();
        modelBuilder.Entity<Office>().HasNoKey();
        modelBuilder.Entity<Term>().HasNoKey();
        modelBuilder.Entity<Month>(m =>
        {
            m.HasKey(x => new { x.TenantId, x.Id });
            m.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<CountedMonth>(c =>
        {
            c.HasKey(x => new { x.TenantId, x.MonthId });
            c.HasOne<Month>().WithOne().HasForeignKey<CountedMonth>(x => new { x.TenantId, x.MonthId });
        });
        modelBuilder.Entity<SigningKey>().HasKey(k => new { k.TenantId, k.KeyId });
        modelBuilder.Entity<SealedSigningKey>(k =>
        {
            k.HasKey(x => new { x.TenantId, x.KeyId });
            k.HasOne<SigningKey>().WithOne().HasForeignKey<SealedSigningKey>(x => new { x.TenantId, x.KeyId });
        });
        modelBuilder.Entity<ReleasedMonth>(r =>
        {
            r.HasKey(x => new { x.TenantId, x.Id });
            r.Property(x => x.Position).ValueGeneratedOnAdd(); // by next_release_position()
        });
        modelBuilder.Entity<EnteredValue>().HasKey(v => new { v.TenantId, v.Id });
        modelBuilder.Entity<RecordsSince>().HasKey(r => r.TenantId);
        modelBuilder.ModelSurveys();
    }
}
