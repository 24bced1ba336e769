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
        var stories = db.Stories.AsNoTracking();
        if (Page.After<Place>(request.PageToken) is { } after)
            stories = stories.Where(s =>
                EF.Functions.LessThan(ValueTuple.Create(s.PublishedOn, s.Id), ValueTuple.Create(after.PublishedOn, after.Id))
            );
        var rows = await stories
            .OrderByDescending(s => s.PublishedOn)
            .ThenByDescending(s => s.Id)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);

        var page = Page.Cut(rows, size, s => new Place(s.PublishedOn, s.Id));
        return new() { Stories = { page.Rows.Select(s => s.ToMessage()) }, NextPageToken = page.NextToken };
    }

    private sealed record Place(DateOnly PublishedOn, Guid Id);
}
