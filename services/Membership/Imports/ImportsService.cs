using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Imports;

/// <summary>
/// Registers that were kept elsewhere; each rpc is in the file of its name. What enters and takes back is <see
/// cref="ImportWorker"/>.
/// </summary>
public sealed partial class ImportsService(MembershipDb db, Vault vault, Caller caller, TimeProvider clock) : V1.Imports.ImportsBase
{
    /// <summary>Held until the transaction ends, so that nobody enters a batch meanwhile.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Import> HoldAsync(string id, CancellationToken cancellationToken) =>
        await db.HoldImportAsync(Input.Id(id), cancellationToken) ?? throw Refusal.Missing();

    private async Task<Import> FindAsync(string id, CancellationToken cancellationToken)
    {
        var wanted = Input.Id(id);
        return await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == wanted, cancellationToken) ?? throw Refusal.Missing();
    }
}

internal static class Holding
{
    public static async Task<Import?> HoldImportAsync(this MembershipDb db, Guid id, CancellationToken cancellationToken) =>
        (await db.Imports.FromSql($"select * from import where id = {id} for update").ToListAsync(cancellationToken)).SingleOrDefault();

    /// <summary>What was read is forgotten; problems stay, which say nothing of it.</summary>
    public static Task ForgetWordsAsync(this MembershipDb db, Guid import, CancellationToken cancellationToken) =>
        db
            .ImportRows.Where(r => r.ImportId == import && r.Sealed != null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Sealed, (byte[]?)null), cancellationToken);
}
