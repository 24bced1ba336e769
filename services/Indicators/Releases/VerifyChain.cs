using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Releases;

public sealed partial class ReleasesService
{
    /// <summary>The first key is believed, being the collective's own; each later one only with the word of the one before it.</summary>
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.VerifyChainResponse> VerifyChain(V1.VerifyChainRequest request, ServerCallContext context)
    {
        var rows = await db.ReleasedMonths.AsNoTracking().OrderBy(r => r.Position).ToListAsync(context.CancellationToken);
        var own = await db.SigningKeys.AsNoTracking().OrderBy(k => k.Number).ToListAsync(context.CancellationToken);
        var believed = Chain.Believed(
            caller.Collective,
            [.. own.Select(k => new ListedKey(k.KeyId, k.Number, k.PublicKey, k.Endorsement))],
            [.. own.Take(1).Select(k => k.KeyId)]
        );
        var flaws = Chain.Check([.. rows.Select(r => new Link(r.Content, r.Digest, r.KeyId, r.Signature))], believed);
        return new()
        {
            Links = { rows.Zip(flaws, (row, flaw) => LinkOf(row, whole: false, flaw)) },
            Whole = Chain.IsWhole(flaws),
            Keys = { own.Select(k => k.ToMessage()) },
        };
    }
}
