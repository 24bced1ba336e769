using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    public const int LargestBatch = 200;

    [Needs(Permission.MembersRead)]
    public override async Task<V1.BatchGetMembersResponse> BatchGetMembers(V1.BatchGetMembersRequest request, ServerCallContext context)
    {
        if (request.Ids.Count > LargestBatch)
            throw Refusal.Invalid("ids", "too_many", $"Ask for at most {LargestBatch} members at once.");
        var ids = request.Ids.Select(id => Input.Id(id, "ids")).ToList();

        var members = await db
            .Members.AsNoTracking()
            .Include(m => m.Consents)
            .Where(m => ids.Contains(m.Id))
            .ToListAsync(context.CancellationToken);

        return new() { Members = { members.Select(m => m.ToMessage()) } };
    }
}
