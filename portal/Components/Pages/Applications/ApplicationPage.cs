using Microsoft.AspNetCore.Components;
using Portal.Components.Pages.Members;
using Portal.Wording;
using Sangam.Livelihood.V1;
using static Sangam.Livelihood.V1.Applications;
using static Sangam.Livelihood.V1.Entitlements;
using Member = Sangam.Membership.V1.Member;

namespace Portal.Components.Pages.Applications;

/// <summary>A page about one application: whose it is and what is asked for.</summary>
public abstract class ApplicationPage : PortalPage
{
    [Inject]
    protected ApplicationsClient Applications { get; set; } = null!;

    [Inject]
    private EntitlementsClient Entitlements { get; set; } = null!;

    [Inject]
    private MemberNames Names { get; set; } = null!;

    [Parameter]
    public string Hidden { get; set; } = "";

    protected Application Application { get; private set; } = new();

    /// <summary>Null when the catalogue no longer has it.</summary>
    protected Entitlement? Entitlement { get; private set; }

    protected Member? Her { get; private set; }

    protected string AskedFor => Entitlement is null ? Application.Entitlement : Words.OfServices[Entitlement.Name];

    protected string Address => $"/applications/{Hidden}";

    protected override async Task OnInitializedAsync()
    {
        var reading = Entitlements.ListEntitlementsAsync(new());
        Application = await Applications.GetApplicationAsync(new() { Id = Ids.Show(Hidden) });
        Her = await Names.OfAsync(Application.MemberId);
        Entitlement = (await reading).Entitlements.FirstOrDefault(entitlement => entitlement.Code == Application.Entitlement);
    }
}
