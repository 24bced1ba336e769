using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    private const int MostWords = 5;

    [Needs(Permission.MembersRead)]
    public override async Task<V1.ListMembersResponse> ListMembers(V1.ListMembersRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var block = Input.Slug(request.Block, "block");
        var found = Search(db.Members.AsNoTracking().Include(m => m.Consents), request.Search);
        if (!request.IncludeFormer) found = found.Where(m => m.LeftOn == null);
        if (block.Length > 0) found = found.Where(m => m.Block == block);
        if (Page.After<Place>(request.PageToken) is { } after)
            found = found.Where(m => EF.Functions.GreaterThan(ValueTuple.Create(m.KnownAs, m.Id), ValueTuple.Create(after.KnownAs, after.Id)));

        var rows = await found.OrderBy(m => m.KnownAs).ThenBy(m => m.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var (members, next) = Page.Cut(rows, size, m => new Place(m.KnownAs, m.Id));
        return new()
        {
            Members = { members.Select(m => m.ToMessage()) },
            NextPageToken = next,
            TotalMembers = await db.Registers.Select(r => r.Members).SingleOrDefaultAsync(context.CancellationToken),
        };
    }

    /// <summary>By a whole member number, or by words that each begin a word of the chosen name.</summary>
    /// <exception cref="Refusal"><c>too_long</c>.</exception>
    private static IQueryable<Member> Search(IQueryable<Member> members, string text)
    {
        var search = Input.Optional(text, "search", Member.LongestName);
        if (search.Length == 0) return members;
        if (MemberNumber.Read(search) is { } number) return members.Where(m => m.Number == number);

        var words = NameWord.In(search);
        if (words.Count > MostWords) throw Refusal.Invalid("search", "too_long", $"Search for at most {MostWords} words.");
        if (words.Count == 0) return members.Where(m => false);
        foreach (var word in words)
        {
            var end = NameWord.After(word);
            members = members.Where(m => m.NameWords.Any(w => string.Compare(w.Word, word) >= 0 && string.Compare(w.Word, end) < 0));
        }
        return members;
    }

    private sealed record Place(string KnownAs, Guid Id);
}
