namespace Membership.Settings;

internal static class SettingsMessage
{
    extension(CollectiveSettings settings)
    {
        public V1.CollectiveSettings ToMessage() =>
            new()
            {
                Blocks = { settings.Blocks.Select(Named) },
                SubGroups = { settings.SubGroups.Select(Named) },
                Roles = { settings.Roles.Select(Named) },
                GroupKinds = { settings.GroupKinds.Select(Named) },
                Modules = { settings.Modules },
                Etag = settings.Etag,
            };
    }

    private static V1.Named Named(Named named) => new() { Code = named.Code, Name = named.Name };
}
