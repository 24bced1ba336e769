namespace Protection.Stories;

/// <summary>Stories the media published; each rpc is in the file of its name.</summary>
public sealed partial class StoriesService(ProtectionDb db, TimeProvider clock) : V1.MediaStories.MediaStoriesBase;
