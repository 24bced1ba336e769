using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Caching.Memory;
using Portal.Access;
using Portal.Components.Parts.Forms;
using Sangam.Membership.V1;
using static Sangam.Membership.V1.Settings;

namespace Portal.Wording;

/// <summary>
/// The words that the collective of this request chose for itself, from its settings. Like the language they hold for the whole
/// request.
/// </summary>
public sealed class OwnWords(CollectiveSettings settings)
{
    private static readonly OwnWords None = new(new());
    private static readonly AsyncLocal<OwnWords?> Present = new();

    public static OwnWords Current => Present.Value ?? None;

    /// <summary>Its blocks to choose from; none while it has no list.</summary>
    public IReadOnlyList<Option> Blocks => Options(settings.Blocks);

    /// <summary>The sub-groups that it recognises; none while it has no list.</summary>
    public IReadOnlyList<Option> SubGroups => Options(settings.SubGroups);

    /// <summary>A block by its name in the list, or its code as a place is written: <c>new-bhuj</c> is New Bhuj.</summary>
    public string Block(string code) => Named(settings.Blocks, code) ?? Titled(code);

    public string SubGroup(string code) => Named(settings.SubGroups, code) ?? Titled(code);

    /// <summary>The code of a block as somebody typed its name.</summary>
    public string BlockCode(string typed) => CodeOf(settings.Blocks, typed);

    public string SubGroupCode(string typed) => CodeOf(settings.SubGroups, typed);

    /// <summary>Its own name for a role, or null.</summary>
    public string? Role(string code) => Named(settings.Roles, code);

    /// <summary>Its own name for a kind of group, by the kind's code, or null.</summary>
    public string? GroupKind(string code) => Named(settings.GroupKinds, code);

    /// <summary>Whether it uses a section of the portal, by the first part of its address; all of them while it chose none.</summary>
    public bool Uses(string section) => settings.Modules.Count == 0 || settings.Modules.Contains(section) || !Sections.Contains(section);

    /// <summary>The sections that a collective may do without, in the order of the home page.</summary>
    public static readonly IReadOnlyList<string> Sections =
    [
        "decisions",
        "elections",
        "offices",
        "funds",
        "centres",
        "calendar",
        "training",
        "orientations",
        "entitlements",
        "applications",
        "matters",
        "counselling",
        "stories",
    ];

    internal static void Enter(CollectiveSettings settings) => Present.Value = new(settings);

    private static string CodeOf(IEnumerable<Named> list, string typed) =>
        list.FirstOrDefault(named => string.Equals(named.Name, typed.Trim(), StringComparison.OrdinalIgnoreCase))?.Code
        ?? string.Join('-', typed.ToLowerInvariant().Split((char[])[' ', '-'], StringSplitOptions.RemoveEmptyEntries));

    private static string Titled(string code) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(code.Replace('-', ' '));

    private static string? Named(IEnumerable<Named> list, string code) => list.FirstOrDefault(named => named.Code == code)?.Name;

    private static List<Option> Options(IEnumerable<Named> list) => [.. list.Select(named => new Option(named.Code, named.Name))];
}

public static class OwnWordsOfRequests
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    /// <summary>Reads a collective's words for the pages of whoever is signed in; without membership the pages speak their own.</summary>
    public static void UseOwnWords(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                var isFile =
                    context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
                if (
                    !isFile
                    && context.Features.Get<Site>() is { IsNetwork: false } site
                    && context.RequestServices.GetRequiredService<CurrentSession>().SignedIn
                    && await ReadAsync(context, site) is { } settings
                )
                    OwnWords.Enter(settings);
                await next(context);
            }
        );

    /// <summary>Reads them anew at the next page.</summary>
    public static void Forget(this IMemoryCache cache, Site site) => cache.Remove(Key(site));

    private static async Task<CollectiveSettings?> ReadAsync(HttpContext context, Site site)
    {
        var cache = context.RequestServices.GetRequiredService<IMemoryCache>();
        if (cache.TryGetValue(Key(site), out CollectiveSettings? known))
            return known;
        try
        {
            var settings = await context
                .RequestServices.GetRequiredService<SettingsClient>()
                .GetSettingsAsync(
                    new(),
                    deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(3),
                    cancellationToken: context.RequestAborted
                );
            return cache.Set(Key(site), settings, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        }
        catch (RpcException)
        {
            return null; // the page itself says what is wrong, if it needs more than words
        }
    }

    private static (string, string) Key(Site site) => ("words", site.Collective);
}
