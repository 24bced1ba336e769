using System.Globalization;
using System.Text;
using Npgsql;

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
            select {Consent.Columns}, m.*
            from (select {Member.Columns} from member m {conditions} order by known_as, id limit {most}) m
            left join consent c on c.member_id = m.id and c.partner_id is null
            order by m.known_as, m.id, c.purpose, c.at desc, c.id desc
            """;
        return query;
    }

    /// <summary>The members of a page, as the query gave them, each with what holds for every purpose.</summary>
    public static async Task<List<Member>> ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var members = new List<Member>();
        var last = Guid.Empty;
        while (await rows.ReadAsync(cancellationToken))
        {
            if (Member.ReadId(rows) is var id && id != last)
            {
                members.Add(Member.Read(rows));
                last = id;
            }
            var consents = members[^1].Consents;
            if (Consent.Read(rows) is { } line && (consents.Count == 0 || consents[^1].Purpose != line.Purpose))
                consents.Add(line);
        }
        return members;
    }

    private string Hole(object value)
    {
        query.Parameters.Add(new() { Value = value });
        return string.Create(CultureInfo.InvariantCulture, $"${query.Parameters.Count}");
    }
}
