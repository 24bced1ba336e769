using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Identity.Accounts;

public sealed partial class AccountsService
{
    /// <summary>By user name, the disabled ones too.</summary>
    [Needs(Permission.AccountsRead)]
    public override async Task<V1.ListAccountsResponse> ListAccounts(V1.ListAccountsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var after = Page.After<string>(request.PageToken) ?? "";
        var rows = await db
            .Accounts.AsNoTracking()
            .Where(a => a.NormalizedUserName.CompareTo(after) > 0)
            .OrderBy(a => a.NormalizedUserName)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        var (page, next) = Page.Cut(rows, size, a => a.NormalizedUserName);
        return new() { Accounts = { page.Select(a => a.ToMessage(clock.Now)) }, NextPageToken = next };
    }
}
