using Microsoft.EntityFrameworkCore;

namespace Membership.Members;

public sealed partial class MembersService
{
    /// <summary>
    /// Brings the register in line with decisions about erasures that it does not show: a backup was restored, or the process died between
    /// decision and record.
    /// </summary>
    internal static Task FollowAsync(
        IServiceProvider scope,
        IReadOnlyCollection<Sangam.Members.Erasure> decisions,
        CancellationToken cancellationToken
    ) => ActivatorUtilities.CreateInstance<MembersService>(scope).FollowAsync(decisions, cancellationToken);

    private async Task FollowAsync(IReadOnlyCollection<Sangam.Members.Erasure> decisions, CancellationToken cancellationToken)
    {
        var erased = decisions.Where(d => d.ErasedOn is not null).ToDictionary(d => d.MemberId);
        var there = await db.Members.Where(m => erased.Keys.Contains(m.Id)).Select(m => m.Id).ToListAsync(cancellationToken);
        foreach (var id in there)
        {
            await EraseAsync((await db.HoldAsync([id], cancellationToken))[0], erased[id], cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        var back = decisions.Where(d => d.ErasedOn is null).ToDictionary(d => d.MemberId);
        foreach (var erasure in await db.Erasures.Where(e => back.Keys.Contains(e.MemberId)).ToListAsync(cancellationToken))
            await RestoreAsync(erasure, back[erasure.MemberId].Revision, cancellationToken);

        var forgotten = decisions.Where(d => d.Destroyed).Select(d => d.MemberId).ToArray();
        await db.Erasures.Where(e => forgotten.Contains(e.MemberId)).ExecuteDeleteAsync(cancellationToken);
    }
}
