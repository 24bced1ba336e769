using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Protection.Stories;

public sealed partial class StoriesService
{
    /// <summary>The latest first.</summary>
    [Needs(Permission.StoriesRead)]
    public override async Task<V1.ListStoriesResponse> ListStories(V1.ListStoriesRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var (stories, next) = await db
            .Stories.AsNoTracking()
            .PageAsync(s => ValueTuple.Create(s.PublishedOn, s.Id), size, request.PageToken, context.CancellationToken, descending: true);
        return new() { Stories = { stories.Select(s => s.ToMessage()) }, NextPageToken = next };
    }
}
