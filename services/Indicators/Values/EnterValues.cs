using Grpc.Core;
using Sangam.Security;

namespace Indicators.Values;

public sealed partial class ValuesService
{
    /// <remarks>A month that is locked takes values as well: what was released stays, and the difference waits for a revision.</remarks>
    /// <exception cref="Refusal"><c>required</c>, <c>too_many</c>, <c>unknown_choice</c>; what is wrong with a value is in the
    /// answer.</exception>
    [Needs(Permission.FiguresEnter)]
    public override async Task<V1.EnterValuesResponse> EnterValues(V1.EnterValuesRequest request, ServerCallContext context)
    {
        if (request.Values.Count == 0)
            throw Refusal.Invalid("values", "required", "Give at least one value.");
        if (request.Values.Count > ValueEntry.Most)
            throw Refusal.Invalid("values", "too_many", "Give at most 5,000 values at a time.");
        var strategy = request.Strategy switch
        {
            V1.EntryStrategy.Unspecified or V1.EntryStrategy.CreateAndUpdate => EntryStrategy.CreateAndUpdate,
            V1.EntryStrategy.Create => EntryStrategy.Create,
            V1.EntryStrategy.Update => EntryStrategy.Update,
            V1.EntryStrategy.Delete => EntryStrategy.Delete,
            _ => throw Refusal.Invalid("strategy", "unknown_choice", "This choice is not known."),
        };

        var entry = new ValueEntry(db, caller, clock);
        var outcomes = await entry.WeighAsync([.. request.Values.Select(v => v.ToGiven())], strategy, context.CancellationToken);
        var saved = !request.DryRun && outcomes.All(o => o.Outcome != EntryOutcome.Refused);
        if (saved)
            entry.Keep(outcomes);
        await db.SaveChangesAsync(context.CancellationToken);

        return new()
        {
            Saved = saved,
            Results =
            {
                outcomes.Select(o => new V1.EnterValuesResponse.Types.Result
                {
                    Outcome = o.Outcome switch
                    {
                        EntryOutcome.Created => V1.EntryOutcome.Created,
                        EntryOutcome.Updated => V1.EntryOutcome.Updated,
                        EntryOutcome.Deleted => V1.EntryOutcome.Deleted,
                        EntryOutcome.Ignored => V1.EntryOutcome.Ignored,
                        _ => V1.EntryOutcome.Refused,
                    },
                    Code = o.Code,
                    Sentence = o.Sentence,
                    Field = o.Field,
                }),
            },
        };
    }
}
