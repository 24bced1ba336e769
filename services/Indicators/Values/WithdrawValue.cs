using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Values;

public sealed partial class ValuesService
{
    /// <exception cref="Refusal"><c>required</c>, <c>not_found</c>: nothing stands there; <c>changed_meanwhile</c>.</exception>
    [Needs(Permission.FiguresEnter)]
    public override async Task<V1.EnteredValue> WithdrawValue(V1.WithdrawValueRequest request, ServerCallContext context)
    {
        var cell = (request.Value ?? throw Refusal.Invalid("value", "required", "Say which value.")).ToGiven();
        var standing = cell.Period is { } period
            ? await db.WordsOf(cell, period).OrderByDescending(v => v.Revision).FirstOrDefaultAsync(context.CancellationToken)
            : null;
        if (standing?.Value is null)
            throw Refusal.Missing();
        if (request.Value.Revision is not 0 && request.Value.Revision != standing.Revision)
            throw Refusal.Changed();

        var entry = new ValueEntry(db, caller, clock);
        entry.Keep(await entry.WeighAsync([cell], EntryStrategy.Delete, context.CancellationToken));
        var word = db.EnteredValues.Local.Single();
        await db.SaveChangesAsync(context.CancellationToken);
        return word.ToMessage();
    }
}
