using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsRead)]
    public override async Task<V1.Group> GetGroup(V1.GetGroupRequest request, ServerCallContext context) =>
        (await FindAsync(Input.Id(request.Id), context.CancellationToken)).ToMessage();

    /// <summary>The group with everyone who is or was in it.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Group> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db
            .Groups.Include(g => g.Members)
                .ThenInclude(m => m.Member)
            .Include(g => g.Members)
                .ThenInclude(m => m.Offices)
            .FirstOrDefaultAsync(g => g.Id == id, cancellationToken)
        ?? throw Refusal.Missing();

    /// <summary>
    /// Like <see cref="FindAsync"/>, held until the transaction ends: what changes who is in a group, and its meetings, wait
    /// for each other. Members that the change is about are held before.
    /// </summary>
    private async Task<Group> HoldAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select from \"group\" where id = {id} for no key update", cancellationToken);
        return await FindAsync(id, cancellationToken);
    }
}
