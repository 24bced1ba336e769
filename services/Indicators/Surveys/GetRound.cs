using Grpc.Core;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.SurveyRound> GetRound(V1.SurveyRoundRequest request, ServerCallContext context) =>
        await MessageAsync(Input.Id(request.Id), context.CancellationToken);
}
