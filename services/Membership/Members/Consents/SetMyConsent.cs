using Grpc.Core;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.RecordOwn)]
    public override Task<V1.Member> SetMyConsent(V1.SetMyConsentRequest request, ServerCallContext context) =>
        SayAsync(
            caller.RequiredMember,
            new(request.Purpose, request.Given, request.NoticeVersion, request.Language, V1.ConsentChannel.OwnAccount),
            request.Partner,
            context.CancellationToken
        );
}
