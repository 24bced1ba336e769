using Grpc.Core;
using Npgsql;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    private const int MostWords = 5;

    [Needs(Permission.MembersRead)]
    public override async Task<V1.ListMembersResponse> ListMembers(V1.ListMembersRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var search = new MemberSearch();
        var privately = NarrowBy(request, search);
        privately |= await LookForAsync(Input.Optional(request.Search, "search", Member.LongestName), search, context.CancellationToken);
        if (Page.After<MemberKey>(request.PageToken) is { } after)
            search.Narrow($"(m.known_as, m.id) > ({after.KnownAs}, {after.Id})");

        var answer = await AnswerAsync(search, size, context.CancellationToken);
        if (!privately || answer.Members.Count == 0)
            return answer;

        foreach (var member in answer.Members)
            db.Audit("members.find_private", Guid.Parse(member.Id));
        await db.SaveChangesAsync(context.CancellationToken);
        return answer;
    }

    /// <summary>By block, by group, by sub-group, and to those who are members.</summary>
    /// <returns>Whether it is by something private.</returns>
    /// <exception cref="Refusal"><c>bad_code</c>, <c>bad_id</c>, <c>not_allowed</c>.</exception>
    private bool NarrowBy(V1.ListMembersRequest request, MemberSearch search)
    {
        if (!request.IncludeFormer)
            search.Narrow($"m.left_on is null");
        if (Input.Slug(request.Block, "block") is { Length: > 0 } block)
            search.Narrow($"m.block = {block}");
        if (request.GroupId.Length > 0)
            search.Narrow(
                $"""
                exists (
                    select from group_member g
                    where g.member_id = m.id and g.group_id = {Input.Id(request.GroupId, "group_id")}
                        and (g.left_on is null or g.left_on >= {clock.Today}))
                """
            );
        if (Input.Slug(request.SubGroup, "sub_group").Length == 0)
            return false;
        if (!caller.May(Permission.MembersReadPrivate))
            throw Refusal.NotAllowed("not_allowed", "Who counts herself to a sub-group is not part of your role.");
        search.Narrow($"exists (select from member_sub_group s where s.member_id = m.id and s.sub_group = {request.SubGroup})");
        return true;
    }

    /// <summary>The page and how many members there are in all, in one round trip.</summary>
    private async Task<V1.ListMembersResponse> AnswerAsync(MemberSearch search, int size, CancellationToken cancellationToken)
    {
        await using var rows = await db.ReadAsync(
            [search.Take(size + 1), new NpgsqlBatchCommand("select members from register")],
            cancellationToken
        );
        var (members, next) = Page.Cut(await MemberSearch.ReadAsync(rows, cancellationToken), size, m => new MemberKey(m.KnownAs, m.Id));
        var answer = new V1.ListMembersResponse { Members = { members.Select(m => m.ToMessage()) }, NextPageToken = next };
        if (await rows.NextResultAsync(cancellationToken) && await rows.ReadAsync(cancellationToken))
            answer.TotalMembers = rows.GetInt32(0);
        return answer;
    }

    /// <summary>By a whole member number, by a whole mobile number, or by words that each begin a word of the chosen name.</summary>
    /// <returns>Whether it is by phone.</returns>
    /// <exception cref="Refusal"><c>too_long</c>.</exception>
    private async Task<bool> LookForAsync(string text, MemberSearch search, CancellationToken cancellationToken)
    {
        if (text.Length == 0)
            return false;
        if (MemberNumber.Read(text) is { } number)
        {
            search.Narrow($"m.number = {number}");
            return false;
        }
        if (caller.May(Permission.MembersReadPrivate) && PrivateText.ReadPhone(text) is { } phone)
        {
            search.Narrow($"m.phone_digest = {(await vault.PhoneDigestAsync(phone, cancellationToken))!}");
            return true;
        }

        var words = NameWord.In(text);
        if (words.Count > MostWords)
            throw Refusal.Invalid("search", "too_long", $"Search for at most {MostWords} words.");
        if (words.Count == 0)
            search.Narrow($"false");
        foreach (var word in words)
            search.Narrow(
                $"exists (select from name_word w where w.member_id = m.id and w.word >= {word} and w.word < {NameWord.After(word)})"
            );
        return false;
    }

    private sealed record MemberKey(string KnownAs, Guid Id);
}
