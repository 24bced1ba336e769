using Microsoft.AspNetCore.Components;
using Portal.Figures;
using Sangam.Indicators.V1;
using static Sangam.National.V1.National;

namespace Portal.Components.Pages.Network;

/// <summary>A page of the network's portal about released figures. No operation behind it could show a person.</summary>
public abstract class NetworkPage : PortalPage
{
    [Inject]
    protected NationalClient National { get; set; } = null!;

    /// <summary>How an address names the period, see <see cref="PeriodName"/>; the latest of the longest kind if it does not.</summary>
    [SupplyParameterFromQuery]
    protected string? Period { get; set; }

    protected IReadOnlyList<Period> Periods { get; private set; } = [];

    /// <summary>The period to show; null while nothing was released.</summary>
    protected Period? Chosen { get; private set; }

    protected async Task ReadPeriodsAsync()
    {
        var listing = PeriodName.Types.Select(type => National.ListPeriodsAsync(new() { Type = type }).ResponseAsync).ToList();
        Periods = [.. (await Task.WhenAll(listing)).SelectMany(answer => answer.Periods)];
        Chosen = PeriodName.Read(Period) ?? Periods.FirstOrDefault();
    }

    protected async Task<IReadOnlyList<IndicatorGroup>> GroupsAsync() =>
        IndicatorGroup.Of((await National.ListIndicatorsAsync(new())).Indicators);
}
