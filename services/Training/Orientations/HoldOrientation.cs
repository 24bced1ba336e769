using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Training.Orientations;

public sealed partial class OrientationsService
{
    [Needs(Permission.OrientationsRecord)]
    public override async Task<V1.Orientation> HoldOrientation(V1.HoldOrientationRequest request, ServerCallContext context)
    {
        var orientation = Orientation.From(request, clock.Today);
        orientation.Keep(await Token.DigestsAsync(request.Tokens, orientation.HeldOn, vault, context.CancellationToken));

        db.Orientations.Add(orientation);
        db.Publish(
            new OrientationHeld(
                orientation.Id,
                orientation.HeldOn,
                Codes.Of(orientation.Audience),
                Codes.Of(orientation.Mode),
                orientation.Count,
                [.. orientation.Tokens.Select(t => new Code(t))]
            )
        );
        await db.SaveChangesAsync(context.CancellationToken);

        return orientation.ToMessage();
    }
}
