using System.Text;
using Membership.Groups;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Funds;

/// <summary>Books of groups and of the collective; each rpc is in the file of its name.</summary>
public sealed partial class FundsService(MembershipDb db, Vault vault, Caller caller, TimeProvider clock) : V1.Funds.FundsBase
{
    /// <summary>Who may look into all groups may look into all books, and at members' balances by name.</summary>
    private bool SeesAll => caller.May(Permission.GroupsRead);

    /// <summary>The books that the caller may see: all, or the collective's own and those of the groups she is in.</summary>
    private IQueryable<Books> Readable
    {
        get
        {
            var member = caller.Member;
            return SeesAll
                ? db.Books
                : db.Books.Where(b =>
                    b.GroupId == null || db.GroupMembers.Any(m => m.GroupId == b.GroupId && m.MemberId == member && m.LeftOn == null)
                );
        }
    }

    /// <exception cref="Refusal"><c>not_found</c>, also for books that the caller may not see.</exception>
    private async Task<Books> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await Readable
            .AsNoTracking()
            .Include(b => b.Accounts.OrderBy(a => a.Number))
            .FirstOrDefaultAsync(b => b.Id == id, cancellationToken)
        ?? throw Refusal.Missing();

    /// <summary>
    /// The books with their accounts, held until the transaction ends: all changes of one books happen one after the other.
    /// </summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Books> HoldAsync(Guid id, CancellationToken cancellationToken)
    {
        var books =
            await db
                .Books.FromSql($"select * from books where id = {id} for no key update")
                .Include(b => b.Accounts)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw Refusal.Missing();
        return SeesAll || await Readable.AnyAsync(b => b.Id == id, cancellationToken) ? books : throw Refusal.Missing();
    }

    /// <summary>A draft with its lines and approvals, and its books held.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<(Books Books, VoucherDraft Draft)> HoldDraftAsync(Guid id, CancellationToken cancellationToken)
    {
        var books =
            await db
                .Books.FromSql($"select * from books where id = (select books_id from voucher_draft where id = {id}) for no key update")
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw Refusal.Missing();
        if (!SeesAll && !await Readable.AnyAsync(b => b.Id == books.Id, cancellationToken))
            throw Refusal.Missing();
        return (
            books,
            await db.VoucherDrafts.Include(d => d.Lines).Include(d => d.Approvals).FirstAsync(d => d.Id == id, cancellationToken)
        );
    }

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Group?> GroupAsync(Guid? id, CancellationToken cancellationToken) =>
        id is null
            ? null
            : await db.Groups.AsNoTracking().FirstOrDefaultAsync(g => g.Id == id, cancellationToken) ?? throw Refusal.Missing();

    private Task<byte[]> SealAsync(string text, CancellationToken cancellationToken) =>
        vault.SealForTenantAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    private async Task<Written> WrittenAsync(string narration, CancellationToken cancellationToken) =>
        await ByAsync(Input.Required(narration, "narration", VoucherDraft.LongestNarration), cancellationToken);

    /// <summary>A voucher that the system writes on somebody's word has no narration: its kind says what it is.</summary>
    private async Task<Written> ByAsync(string narration, CancellationToken cancellationToken) =>
        new(caller.Account, caller.Member, clock.Now, await SealAsync(narration, cancellationToken));
}
