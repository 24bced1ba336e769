using Microsoft.AspNetCore.Components;
using Portal.Access;
using Sangam;

namespace Portal.Components;

/// <summary>
/// What every page has at hand. A page reads what it shows in <c>OnInitializedAsync</c> and lets refusals fly: the problem page
/// answers for it. A page that changes something does so in a <c>PostForm</c> and then calls <see cref="Go"/>.
/// </summary>
public abstract class PortalPage : PortalPart
{
    [Inject]
    protected CurrentSession Session { get; set; } = null!;

    [Inject]
    protected Ids Ids { get; set; } = null!;

    [Inject]
    protected NavigationManager Nav { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    /// <summary>The collective or network whose portal this is.</summary>
    protected Site Site => Http.Features.Get<Site>() ?? throw new InvalidOperationException("A problem page belongs to no portal.");

    protected DateOnly Today => Clock.Today;

    /// <summary>Redirects after a change, so that reloading the next page repeats nothing.</summary>
    protected void Go(string address) => Nav.NavigateTo(address);
}
