using Grpc.Core;
using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    private const int MostLines = 500,
        MostWords = 5;

    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.ListRollResponse> ListRoll(V1.ListRollRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize, most: MostLines);
        var search = Input.Optional(request.Search, "search", Member.LongestName);
        var election = await ReadAsync(request.ElectionId, context.CancellationToken);
        if (election.RollSize == 0)
            throw Refusal.NotNow("roll_not_frozen", "The roll is not frozen yet.");
        var lines = Search(db.RollEntries.AsNoTracking().Where(r => r.ElectionId == election.Id), search);

        var (entries, next) = await lines.PageAsync(r => ValueTuple.Create(r.Line), size, request.PageToken, context.CancellationToken);
        var ids = entries.Select(r => r.MemberId).ToArray();
        var members = await db
            .Members.AsNoTracking()
            .Where(m => ids.Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, context.CancellationToken);
        if (election.IsOver)
        {
            db.Audit("elections.read_roll", election.Id); // it tells who voted
            await db.SaveChangesAsync(context.CancellationToken);
        }
        return new()
        {
            Entries = { entries.Select(r => Line(r, members.GetValueOrDefault(r.MemberId), election.IsOver)) },
            NextPageToken = next,
            RollSize = election.RollSize,
        };
    }

    /// <param name="member">Null when her record was erased: her line stays, by its number.</param>
    private static V1.RollEntry Line(RollEntry entry, Member? member, bool over) =>
        new()
        {
            Line = entry.Line,
            MemberId = entry.MemberId.ToString(),
            KnownAs = member?.KnownAs ?? "",
            Number = member?.Number ?? "",
            HasLeft = member is not { LeftOn: null },
            Voted = over ? entry.Voted ?? V1.HowVoted.Unspecified : V1.HowVoted.Unspecified,
        };

    private static IQueryable<RollEntry> Search(IQueryable<RollEntry> lines, string search)
    {
        if (search.Length == 0)
            return lines;
        if (MemberNumber.Read(search) is { } number)
            return lines.Where(r => r.Member.Number == number);
        var words = NameWord.In(search);
        if (words.Count is 0 or > MostWords)
            return lines.Where(r => false);
        foreach (var word in words)
            lines = lines.Where(r => r.Member.NameWords.Any(w => w.Word.StartsWith(word)));
        return lines;
    }
}
