using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    private static readonly string[] WorkOnMatters =
    [
        .. Role.OfCollective.Where(r => r.Permissions.Contains(Permission.MattersWork)).Select(r => r.Code),
    ];

    [Needs(Permission.MattersWork)]
    public override async Task<V1.ListColleaguesResponse> ListColleagues(V1.ListColleaguesRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var after = Page.After<string>(request.PageToken) ?? "";
        var rows = await db
            .Accounts.AsNoTracking()
            .Where(a => a.DisabledAt == null && a.Roles.Any(r => WorkOnMatters.Contains(r)) && a.NormalizedUserName.CompareTo(after) > 0)
            .OrderBy(a => a.NormalizedUserName)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        var (page, next) = Page.Cut(rows, size, a => a.NormalizedUserName);
        return new()
        {
            Colleagues = { page.Select(a => new V1.Colleague { Id = a.Id.ToString(), UserName = a.UserName }) },
            NextPageToken = next,
        };
    }
}
