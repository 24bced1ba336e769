using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Caching.Memory;
using Portal.Wording;
using Sangam.Membership.V1;
using static Sangam.Membership.V1.Settings;

namespace Portal.Components.Pages.Settings;

/// <summary>A page on one part of what the collective decides for itself; the other parts stay as they are.</summary>
public abstract class SettingsPage : PortalPage
{
    [Inject]
    private SettingsClient Settings { get; set; } = null!;

    [Inject]
    private IMemoryCache Cache { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    protected CollectiveSettings Decided { get; private set; } = new();

    protected override async Task OnInitializedAsync() => Decided = await Settings.GetSettingsAsync(new());

    /// <summary>
    /// Saves the settings as they were read with the change in them, unless somebody else changed them since the page was
    /// opened.
    /// </summary>
    protected async Task SaveAsync(string etag, Action<CollectiveSettings> change)
    {
        var settings = new CollectiveSettings(Decided);
        change(settings);
        settings.Etag = etag;
        await Settings.UpdateSettingsAsync(new() { Settings = settings });
        Cache.Forget(Site);
        Go("/settings?done=1");
    }
}
