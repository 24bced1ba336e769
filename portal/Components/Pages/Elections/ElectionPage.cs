using Microsoft.AspNetCore.Components;
using Sangam.Membership.V1;
using Sangam.Security;
using static Sangam.Membership.V1.Elections;

namespace Portal.Components.Pages.Elections;

/// <summary>A page about one election.</summary>
public abstract class ElectionPage : PortalPage
{
    [Inject]
    protected ElectionsClient Elections { get; set; } = null!;

    [Parameter]
    public string Hidden { get; set; } = "";

    protected Election Election { get; private set; } = new();

    protected string Address => $"/elections/{Hidden}";

    /// <summary>She is on the election committee.</summary>
    protected bool Runs => Session.May(Permission.ElectionsRun);

    protected bool Ranked => Election.Method == CountingMethod.SingleTransferableVote;

    protected IReadOnlyDictionary<string, string> CandidateNames =>
        Election.Candidates.ToDictionary(candidate => candidate.Id, candidate => candidate.KnownAs);

    protected override async Task OnInitializedAsync() => Election = await Elections.GetElectionAsync(new() { Id = Ids.Show(Hidden) });
}
