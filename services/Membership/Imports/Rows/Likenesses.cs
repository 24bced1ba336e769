using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using By = Sangam.Membership.V1.ImportRow.Types.Likeness.Types.By;

namespace Membership.Imports;

/// <summary>
/// Looks for rows that may be somebody who is on the register already, or a row above in the same sheet. It never looks outside
/// the collective.
/// </summary>
internal sealed class Likenesses(MembershipDb db, Vault vault)
{
    private const int Most = 3;

    /// <returns>For each row, by its number, whom it may be.</returns>
    public async Task<ILookup<int, Likeness>> OfAsync(
        IReadOnlyCollection<(int Number, StagedRow Row)> rows,
        CancellationToken cancellationToken
    )
    {
        var marks = new List<(int Row, By By, string Key)>();
        foreach (var (number, row) in rows)
        {
            var request = row.ToRequest();
            if (row.Number is not null)
                marks.Add((number, By.Number, row.Number));
            if (await vault.PhoneDigestAsync(request.Phone, cancellationToken) is { } digest)
                marks.Add((number, By.Phone, digest));
            marks.Add((number, By.Name, Named(row.KnownAs, request.Block)));
        }

        var members = (await MembersAsync(rows, marks, cancellationToken)).ToLookup(m => (m.By, m.Key), m => m.Id);
        var above = marks.GroupBy(m => (m.By, m.Key)).ToDictionary(g => g.Key, g => g.Min(m => m.Row));
        return marks
            .SelectMany(m =>
                members[(m.By, m.Key)]
                    .Take(Most)
                    .Select(id => (m.Row, Likeness: new Likeness(m.By, id, null)))
                    .Concat(above[(m.By, m.Key)] is var first && first < m.Row ? [(m.Row, new Likeness(m.By, null, first))] : [])
            )
            .ToLookup(found => found.Row, found => found.Likeness);
    }

    private async Task<List<(By By, string Key, Guid Id)>> MembersAsync(
        IReadOnlyCollection<(int Number, StagedRow Row)> rows,
        List<(int Row, By By, string Key)> marks,
        CancellationToken cancellationToken
    )
    {
        var numbers = marks.Where(m => m.By == By.Number).Select(m => m.Key).Distinct().ToList();
        var phones = marks.Where(m => m.By == By.Phone).Select(m => m.Key).Distinct().ToList();
        var found = new List<(By, string, Guid)>();
        foreach (
            var m in await db
                .Members.Where(m => numbers.Contains(m.Number))
                .Select(m => new { m.Id, m.Number })
                .ToListAsync(cancellationToken)
        )
            found.Add((By.Number, m.Number, m.Id));
        foreach (
            var m in await db
                .Members.Where(m => phones.Contains(m.PhoneDigest!))
                .Select(m => new { m.Id, m.PhoneDigest })
                .ToListAsync(cancellationToken)
        )
            found.Add((By.Phone, m.PhoneDigest!, m.Id));
        found.AddRange(await NamesakesAsync(rows, cancellationToken));
        return found;
    }

    /// <summary>
    /// By one word of the name and the block together, so that a common name in another block is not even read.
    /// </summary>
    private async Task<IEnumerable<(By By, string Key, Guid Id)>> NamesakesAsync(
        IReadOnlyCollection<(int Number, StagedRow Row)> rows,
        CancellationToken cancellationToken
    )
    {
        var pairs = rows.Select(r => (Word: NameWord.In(r.Row.KnownAs).MaxBy(w => w.Length) ?? "", r.Row.ToRequest().Block))
            .Distinct()
            .ToList();
        var words = pairs.Select(p => p.Word).ToArray();
        var blocks = pairs.Select(p => p.Block).ToArray();
        var alike = await db
            .Members.FromSql(
                $"""
                select m.* from unnest({words}, {blocks}) as r (word, block)
                join name_word w on w.word = r.word collate "C"
                join member m on m.id = w.member_id and m.block = r.block
                """
            )
            .AsNoTracking()
            .Select(m => new
            {
                m.Id,
                m.KnownAs,
                m.Block,
            })
            .ToListAsync(cancellationToken);
        return alike.DistinctBy(m => m.Id).Select(m => (By.Name, Named(m.KnownAs, m.Block), m.Id));
    }

    /// <summary>A name as it is compared: its words, in any order, and the block.</summary>
    private static string Named(string knownAs, string block) =>
        $"{string.Join(' ', NameWord.In(knownAs).Order(StringComparer.Ordinal))}|{block}";
}
