using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Indicators.Surveys;

internal static class SurveyModel
{
    public static void ModelSurveys(this ModelBuilder model)
    {
        model.Entity<QuestionSet>(s =>
        {
            s.HasKey(x => new { x.TenantId, x.Id });
            s.Property(x => x.Questions)
                .HasColumnType("jsonb")
                .HasConversion(
                    q => JsonSerializer.Serialize(q, JsonSerializerOptions.Web),
                    text => JsonSerializer.Deserialize<List<Question>>(text, JsonSerializerOptions.Web)!,
                    new ValueComparer<List<Question>>((a, b) => ReferenceEquals(a, b), q => q.Count, q => q)
                ); // a version does not change
        });
        model.Entity<SurveyRound>(r =>
        {
            r.HasKey(x => new { x.TenantId, x.Id });
            r.HasOne<QuestionSet>().WithMany().HasForeignKey(x => new { x.TenantId, x.QuestionSetId });
        });
        model.Entity<SurveyAnswer>(a =>
        {
            a.HasKey(x => new
            {
                x.TenantId,
                x.RoundId,
                x.Token,
                x.After,
            });
            a.HasOne<SurveyRound>().WithMany().HasForeignKey(x => new { x.TenantId, x.RoundId });
        });
        model.Entity<SurveyTotal>(t =>
        {
            t.HasKey(x => new { x.TenantId, x.Id });
            t.Property(x => x.Revision).IsConcurrencyToken();
        });
    }
}
