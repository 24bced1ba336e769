using Microsoft.AspNetCore.Components;
using Sangam.Membership.V1;
using static Sangam.Membership.V1.Resolutions;

namespace Portal.Components.Pages.Decisions.Resolutions;

/// <summary>A page about one resolution.</summary>
public abstract class ResolutionPage : PortalPage
{
    [Inject]
    protected ResolutionsClient Resolutions { get; set; } = null!;

    [Parameter]
    public string Hidden { get; set; } = "";

    protected Resolution Resolution { get; private set; } = new();

    protected string Address => $"/decisions/resolutions/{Hidden}";

    protected override async Task OnInitializedAsync() =>
        Resolution = await Resolutions.GetResolutionAsync(new() { Id = Ids.Show(Hidden) });
}
