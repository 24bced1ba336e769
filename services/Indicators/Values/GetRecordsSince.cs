using Grpc.Core;
using Sangam.Security;

namespace Indicators.Values;

public sealed partial class ValuesService
{
    [Needs(Permission.FiguresRead)]
    public override async Task<V1.RecordsSince> GetRecordsSince(V1.GetRecordsSinceRequest request, ServerCallContext context)
    {
        var (month, decided) = await db.RecordsSinceAsync(context.CancellationToken);
        return RecordsSinceMonth.ToMessage(month, decided);
    }
}
