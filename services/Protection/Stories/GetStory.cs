using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Protection.Stories;

public sealed partial class StoriesService
{
    [Needs(Permission.StoriesRead)]
    public override async Task<V1.MediaStory> GetStory(V1.GetStoryRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var story =
            await db.Stories.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, context.CancellationToken) ?? throw Refusal.Missing();
        return story.ToMessage();
    }
}
