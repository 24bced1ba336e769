using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Sangam.Common.V1;
using Enum = System.Enum;

namespace Membership.Members;

/// <summary>
/// A page of the register as one query. Under row-level security an index serves only operators that cannot leak a row they reject, which
/// comparisons are; so every condition here is one.
/// </summary>
internal sealed class MemberSearch
{
    private readonly StringBuilder conditions = new();
    private readonly NpgsqlBatchCommand query = new();

    /// <summary>Adds a condition on <c>m</c>; what stands in its holes goes along as parameters.</summary>
    public void Narrow(FormattableString condition)
    {
        conditions
            .Append(conditions.Length == 0 ? "where " : " and ")
            .AppendFormat(CultureInfo.InvariantCulture, condition.Format, [.. condition.GetArguments().Select(a => (object)Hole(a!))]);
    }

    /// <summary>
    /// The first members by chosen name, each with her lines of the ledger, the latest for a purpose first; with which partners
    /// she shares is private.
    /// </summary>
    public NpgsqlBatchCommand Take(int rows)
    {
        var most = Hole(rows);
        query.CommandText = $"""
            select m.*, c.purpose, c.given, c.notice_version, c.language, c.at, c.channel from (
                select id, number, known_as, age_band, gender, gender_in_her_words, block, languages, joined_on, left_on, revision
                from member m {conditions} order by known_as, id limit {most}) m
            left join consent c on c.member_id = m.id and c.partner_id is null order by m.known_as, m.id, c.purpose, c.at desc, c.id desc
            """;
        return query;
    }

    /// <summary>The members of a page, as the query gave them.</summary>
    public static async Task<List<V1.Member>> ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var members = new List<V1.Member>();
        var last = Guid.Empty;
        while (await rows.ReadAsync(cancellationToken))
        {
            if (rows.GetGuid(0) is var id && id != last)
                members.Add(Member(rows, last = id));
            if (await rows.IsDBNullAsync(11, cancellationToken))
                continue;
            var purpose = Enum.Parse<V1.ConsentPurpose>(rows.GetString(11));
            var consents = members[^1].Consents;
            if (!consents.Any(c => c.Purpose == purpose))
                consents.Insert(consents.TakeWhile(c => c.Purpose < purpose).Count(), Consent(rows, purpose));
        }
        return members;
    }

    private static V1.Member Member(NpgsqlDataReader row, Guid id) =>
        new()
        {
            Id = id.ToString(),
            Number = row.GetString(1),
            KnownAs = row.GetString(2),
            AgeBand = Enum.Parse<AgeBand>(row.GetString(3)),
            Gender = Enum.Parse<Gender>(row.GetString(4)),
            GenderInHerWords = row.GetString(5),
            Block = row.GetString(6),
            Languages = { row.GetFieldValue<string[]>(7) },
            JoinedOn = row.GetFieldValue<DateOnly>(8).ToMessage(),
            LeftOn = row.IsDBNull(9) ? null : row.GetFieldValue<DateOnly>(9).ToMessage(),
            Etag = row.GetInt32(10).ToString(CultureInfo.InvariantCulture),
        };

    private static V1.Consent Consent(NpgsqlDataReader row, V1.ConsentPurpose purpose) =>
        new()
        {
            Purpose = purpose,
            Given = row.GetBoolean(12),
            NoticeVersion = row.GetString(13),
            Language = row.GetString(14),
            At = Timestamp.FromDateTime(row.GetDateTime(15)),
            Channel = Enum.Parse<V1.ConsentChannel>(row.GetString(16)),
        };

    private string Hole(object value)
    {
        query.Parameters.Add(new() { Value = value });
        return string.Create(CultureInfo.InvariantCulture, $"${query.Parameters.Count}");
    }
}
