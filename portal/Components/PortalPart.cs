using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Wording;

namespace Portal.Components;

/// <summary>A page or a part of one: whatever says something.</summary>
public abstract class PortalPart : ComponentBase
{
    /// <summary>The words of its own area in the reader's language: <c>@L["Enrol a member"]</c>.</summary>
    protected IStringLocalizer L => field ??= Words.Of(GetType());
}
