using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Membership;

/// <summary>The tables of membership. Each noun's are in the file <c>…Model.cs</c> of its folder.</summary>
public sealed partial class MembershipDb(DbContextOptions<MembershipDb> options, CurrentTenant tenant, Caller caller, TimeProvider clock)
    : ServiceDb(options, tenant, caller, clock)
{
    /// <summary>
    /// These members, held as they are until the transaction ends, so that leaving the collective and being added to a group or a
    /// meeting wait for each other.
    /// </summary>
    /// <exception cref="Refusal"><c>not_found</c>: one of them is not on the register.</exception>
    public async Task<IReadOnlyList<Member>> HoldAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var held = await Members
            .FromSql($"select * from member where id = any({ids.ToArray()}) order by id for no key update")
            .Include(m => m.EarlierStints)
            .ToListAsync(cancellationToken);
        return held.Count == ids.Count ? held : throw Refusal.Missing();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MembershipDb).Assembly);
    }
}
