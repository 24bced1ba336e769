using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.Election> ExplainMissingPapers(V1.ExplainMissingPapersRequest request, ServerCallContext context)
    {
        var explanation = Input.Required(request.Explanation, "explanation", Election.LongestReason);
        return await StepAsync(
            request.ElectionId,
            "ballots.explain_missing",
            async election =>
            {
                election.RequireClosed();
                var turnout = await TurnoutAsync(election, context.CancellationToken);
                if (turnout.PaperEntered == turnout.PaperGiven)
                    throw Refusal.NotNow("nothing_to_explain", "No paper ballot is missing.");
                election.Explain(explanation);
                await UnsignAsync(election, context.CancellationToken);
            },
            context.CancellationToken
        );
    }
}
