using Grpc.Core;
using Sangam.Events;
using Sangam.Members;
using Sangam.Security;

namespace Protection.Stories;

public sealed partial class StoriesService
{
    [Needs(Permission.StoriesRecord)]
    public override async Task<V1.MediaStory> RecordStory(V1.RecordStoryRequest request, ServerCallContext context)
    {
        var story = MediaStory.From(request, clock.Today);
        if (story.MemberId is { } member)
        {
            await db.RequireMembersAsync([member], story.PublishedOn, context.CancellationToken);
            if (story.Identifying)
                await db.RequireConsentAsync(member, Purposes.Media, context.CancellationToken);
        }

        db.Stories.Add(story);
        if (story.MemberId is { } about)
            db.Audit("stories.record", about);
        db.Publish(new StoryPublished(story.Id, story.PublishedOn, story.Identifying, story.Authorised));
        await db.SaveChangesAsync(context.CancellationToken);

        return story.ToMessage();
    }
}
