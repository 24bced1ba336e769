using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.ConsentsRecord)]
    public override async Task<V1.ListOlderConsentsResponse> ListOlderConsents(
        V1.ListOlderConsentsRequest request,
        ServerCallContext context
    )
    {
        var size = Page.Size(request.PageSize);
        var purpose = Input.Choice(request.Purpose, "purpose");
        var version = Input.Required(request.NoticeVersion, "notice_version", Consent.LongestVersion);

        // Her latest answer about the purpose, and for sharing about each partner, is a yes to another notice.
        var older = db
            .Members.AsNoTracking()
            .Include(m => m.Consents)
            .Where(m =>
                m.LeftOn == null
                && m.Consents.Any(c =>
                    c.Purpose == purpose
                    && c.Given
                    && c.NoticeVersion != version
                    && !m.Consents.Any(later =>
                        later.Purpose == purpose
                        && later.PartnerId == c.PartnerId
                        && (later.At > c.At || later.At == c.At && later.Id > c.Id)
                    )
                )
            );

        var (members, next) = await older.PageAsync(
            m => ValueTuple.Create(m.KnownAs, m.Id),
            size,
            request.PageToken,
            context.CancellationToken
        );
        return new() { Members = { members.Select(m => m.ToMessage()) }, NextPageToken = next };
    }
}
