using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Protection.Stories;

public sealed partial class StoriesService
{
    [Needs(Permission.StoriesRecord)]
    public override async Task<V1.MediaStory> RecordStory(V1.RecordStoryRequest request, ServerCallContext context)
    {
        var story = MediaStory.From(request, clock.Today);

        db.Stories.Add(story);
        db.Publish(new StoryPublished(story.Id, story.PublishedOn, story.Identifying, story.Authorised));
        await db.SaveChangesAsync(context.CancellationToken);

        return story.ToMessage();
    }
}
