using Grpc.Core;
using Sangam.Events;
using Sangam.Members;
using Sangam.Security;

namespace Protection.Matters;

public sealed partial class MattersService
{
    [Needs(Permission.MattersWork)]
    public override async Task<V1.Matter> RecordHelp(V1.RecordHelpRequest request, ServerCallContext context)
    {
        var matter = await FindAsync(request.MatterId, context.CancellationToken);
        await db.RequireConsentAsync(matter.MemberId, Purposes.LegalAid, context.CancellationToken);
        var note = Input.Optional(request.Note, "note", Matter.LongestText, lines: true);
        var help = Help.In(matter, request, await vault.SealAsync(matter.MemberId, note, context.CancellationToken), clock.Today);
        matter.Record(help);

        db.Add(help);
        db.Audit("matters.help", matter.MemberId);
        db.Publish(new LegalHelpGiven(help.Id, matter.MemberId, help.GivenOn));
        await db.SaveChangesAsync(context.CancellationToken);

        return matter.ToMessage();
    }
}
