using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using Sangam.Tenancy;

namespace Identity.Tenants;

/// <summary>Where a credential belongs that is shown before anybody is signed in: it names a collective, or the network.</summary>
public sealed class Realm(IdentityDb db, CurrentTenant current, Caller caller)
{
    /// <param name="collective">A collective's code; empty for the network.</param>
    /// <returns>Whether there is such a collective; if not, nothing was entered.</returns>
    /// <exception cref="Refusal"><c>signed_in</c>: the caller shows a token, and a token holds for its own tenant only.</exception>
    public async Task<bool> EnterAsync(string collective, CancellationToken cancellationToken)
    {
        if (caller.IsKnown)
            throw Refusal.NotNow("signed_in", "You are signed in already. Sign out first.");
        if (collective.Length == 0)
        {
            current.Enter(Network.Id);
            return true;
        }
        if (await db.Tenants.WithCode(collective).Select(t => (Guid?)t.TenantId).FirstOrDefaultAsync(cancellationToken) is not { } id)
            return false;
        current.Enter(id);
        return true;
    }

    /// <summary>Enters the tenant that a refresh token names.</summary>
    /// <returns>Whether it is the caller's own, if the caller shows an access token too.</returns>
    public bool TryEnter(Guid named)
    {
        if (current.IdOrNone is { } other && other != named)
            return false;
        current.Enter(named);
        return true;
    }
}

public static class TenantQueries
{
    extension(IQueryable<Tenant> tenants)
    {
        /// <summary>The collective of that code; none if it is not even a code.</summary>
        public IQueryable<Tenant> WithCode(string code)
        {
            if (!Code.IsValid(code))
                return tenants.Where(t => false);
            var wanted = new Code(code);
            return tenants.AsNoTracking().Where(t => t.Code == wanted);
        }
    }
}
