using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Indicators.Facts;

internal static class KeptFacts
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Keeps facts. Of a fact that is there already the higher revision holds, so telling it twice changes nothing.</summary>
    public static Task KeepAsync(this IndicatorsDb db, Fact[] facts, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into fact as f (
                tenant_id, kind, source_id, day, member_id, group_id, token, category, qualifier, amount, out_of, revision, withdrawn
            )
            select current_tenant(),
                   kind, source_id, day, member_id, group_id, token, category, qualifier, amount, out_of, revision, withdrawn
            from jsonb_to_recordset({JsonSerializer.Serialize(facts, Json)}::jsonb) as t (
                kind text, source_id uuid, day date, member_id uuid, group_id uuid, token text,
                category text, qualifier text, amount int, out_of int, revision int, withdrawn boolean
            )
            on conflict (tenant_id, kind, source_id, member_id, token) do update set
                day = excluded.day,
                group_id = excluded.group_id,
                category = excluded.category,
                qualifier = excluded.qualifier,
                amount = excluded.amount,
                out_of = excluded.out_of,
                revision = excluded.revision,
                withdrawn = excluded.withdrawn
            where f.revision < excluded.revision
            """,
            cancellationToken
        );
}
