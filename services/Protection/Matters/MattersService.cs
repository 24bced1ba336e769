using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Protection.Matters;

/// <summary>
/// Legal aid; each rpc is in the file of its name. What was written is opened by GetMatter alone: the answers of the others carry
/// neither summary nor notes.
/// </summary>
public sealed partial class MattersService(ProtectionDb db, Vault vault, Caller caller, TimeProvider clock)
    : V1.LegalMatters.LegalMattersBase
{
    /// <summary>The matters that the caller is on; for her there are no others.</summary>
    private IQueryable<Matter> Mine
    {
        get
        {
            var account = caller.Account;
            return db.Matters.Where(m => m.Accounts.Any(a => a.AccountId == account));
        }
    }

    /// <exception cref="Refusal">There is none, or the caller is not on it, which is the same (<c>not_found</c>).</exception>
    private async Task<Matter> FindAsync(string id, CancellationToken cancellationToken)
    {
        var wanted = Input.Id(id);
        return await Mine.Include(m => m.Accounts)
                .Include(m => m.Help)
                .AsSplitQuery()
                .FirstOrDefaultAsync(m => m.Id == wanted, cancellationToken)
            ?? throw Refusal.Missing();
    }
}
