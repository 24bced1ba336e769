using Grpc.Core;
using Sangam.Security;

namespace Protection.Matters;

public sealed partial class MattersService
{
    [Needs(Permission.MattersWork)]
    public override async Task<V1.Matter> GetMatter(V1.GetMatterRequest request, ServerCallContext context)
    {
        var matter = await FindAsync(request.Id, context.CancellationToken);

        var message = matter.ToMessage();
        message.Summary = await vault.OpenAsync(matter.MemberId, matter.Summary, context.CancellationToken);
        foreach (var (help, shown) in matter.HelpInOrder.Zip(message.Help))
            shown.Note = await vault.OpenAsync(matter.MemberId, help.Note, context.CancellationToken);
        db.Audit("matters.read", matter.MemberId);
        await db.SaveChangesAsync(context.CancellationToken);
        return message;
    }
}
