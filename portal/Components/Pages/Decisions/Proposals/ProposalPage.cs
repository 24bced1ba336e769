using Microsoft.AspNetCore.Components;
using Sangam.Membership.V1;
using static Sangam.Membership.V1.Proposals;

namespace Portal.Components.Pages.Decisions.Proposals;

/// <summary>A page about one proposal.</summary>
public abstract class ProposalPage : PortalPage
{
    [Inject]
    protected ProposalsClient Proposals { get; set; } = null!;

    [Parameter]
    public string Hidden { get; set; } = "";

    protected Proposal Proposal { get; private set; } = new();

    protected string Address => $"/decisions/proposals/{Hidden}";

    protected override async Task OnInitializedAsync() => Proposal = await Proposals.GetProposalAsync(new() { Id = Ids.Show(Hidden) });
}
