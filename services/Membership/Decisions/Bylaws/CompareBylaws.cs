using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class BylawsService
{
    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.CompareBylawsResponse> CompareBylaws(V1.CompareBylawsRequest request, ServerCallContext context)
    {
        Input.Id(request.Id);
        var version = (await FindAsync(request.Id, context.CancellationToken))!;
        var against = await FindAsync(request.AgainstId, context.CancellationToken);
        return new()
        {
            Version = await MessageAsync(version, context.CancellationToken, withText: false),
            Against = against is null ? null : await MessageAsync(against, context.CancellationToken, withText: false),
            Lines =
            {
                Difference.Between(
                    await vault.OpenTextAsync(against?.Text, context.CancellationToken),
                    await vault.OpenTextAsync(version.Text, context.CancellationToken)
                ),
            },
        };
    }
}
