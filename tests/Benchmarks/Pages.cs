using Npgsql;

namespace Benchmarks;

/// <summary>A page of the register as a query of its own.</summary>
internal static class Pages
{
    public static string Sql(string condition, string most) =>
        $"""
            select m.*, c.purpose, c.given, c.notice_version, c.language, c.at, c.channel from (
                select id, number, known_as, age_band, gender, gender_in_her_words, block, languages, joined_on, left_on, revision
                from member m where {condition} order by known_as, id limit {most}) m
            left join consent c on c.member_id = m.id and c.partner_id is null order by m.known_as, m.id, c.purpose, c.at desc, c.id desc
            """;

    /// <summary>Reads a page, each value as what it is, and the total behind it.</summary>
    /// <returns>The fiftieth member, or nobody on the last page.</returns>
    public static async Task<(string KnownAs, Guid Id)> ReadAsync(NpgsqlBatch batch)
    {
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.NextResultAsync();
        var members = new List<(string KnownAs, Guid Id)>();
        var sheet = new List<object?[]>();
        while (await rows.ReadAsync())
        {
            var id = rows.GetGuid(0);
            if (members.Count == 0 || members[^1].Id != id)
            {
                members.Add((rows.GetString(2), id));
                sheet.Add([
                    rows.GetString(1),
                    rows.GetString(3),
                    rows.GetString(4),
                    rows.GetString(5),
                    rows.GetString(6),
                    rows.GetFieldValue<string[]>(7),
                    rows.GetFieldValue<DateOnly>(8),
                    await rows.IsDBNullAsync(9) ? null : rows.GetFieldValue<DateOnly>(9),
                    rows.GetInt32(10),
                ]);
            }
            if (!await rows.IsDBNullAsync(11))
                sheet.Add([
                    rows.GetString(11),
                    rows.GetBoolean(12),
                    rows.GetString(13),
                    rows.GetString(14),
                    rows.GetDateTime(15),
                    rows.GetString(16),
                ]);
        }
        await rows.NextResultAsync();
        while (await rows.ReadAsync())
            sheet.Add([rows.GetInt32(0)]);
        return members.Count > 50 ? members[49] : ("", Guid.Empty);
    }
}
