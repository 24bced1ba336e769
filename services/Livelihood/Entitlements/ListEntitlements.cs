using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Livelihood.Entitlements;

public sealed partial class EntitlementsService
{
    /// <summary>In the order of the indicators; empty for a state whose catalogue nobody has written yet.</summary>
    [Needs(Permission.EntitlementsRead)]
    public override async Task<V1.ListEntitlementsResponse> ListEntitlements(V1.ListEntitlementsRequest request, ServerCallContext context)
    {
        var state = request.StateCode.Length > 0 ? request.StateCode : caller.State;
        if (!StateCode().IsMatch(state))
            throw Refusal.Invalid("state_code", "bad_code", "Give a state by its code, such as IN-AP.");

        var entitlements = await db
            .Entitlements.AsNoTracking()
            .Where(e => e.StateCode == state)
            .OrderBy(e => e.Indicator)
            .ThenBy(e => e.Name)
            .ToListAsync(context.CancellationToken);
        return new() { Entitlements = { entitlements.Select(e => e.ToMessage()) } };
    }

    [GeneratedRegex("^IN-[A-Z]{2}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StateCode();
}
