using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;

namespace Sangam.Testing;

/// <summary>The pages that the portals have, each by its route, such as <c>/groups/{Hidden}/sheet</c>.</summary>
internal static partial class PageRoutes
{
    private static readonly Lazy<(string Route, TemplateMatcher Matcher)[]> Known = new(() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "portal/Components"), "*.razor", SearchOption.AllDirectories)
                .SelectMany(file => Directive.Matches(File.ReadAllText(file)).Select(page => page.Groups[1].Value))
                .Select(route => (Route: route, Template: TemplateParser.Parse(route)))
                .OrderBy(page => RoutePrecedence.ComputeInbound(page.Template))
                .Select(page => (page.Route, new TemplateMatcher(page.Template, []))),
        ]
    );

    public static IReadOnlyList<string> All => [.. Known.Value.Select(page => page.Route)];

    /// <summary>
    /// Pages over services that only the tests of the whole network run, with records to show; the rest is checked over the
    /// services it needs.
    /// </summary>
    public static bool NeedsTheWholeNetwork(string route) =>
        route.Split('/')[1] is "applications" or "counselling" or "entitlements" or "matters" or "orientations" or "stories" or "training";

    /// <summary>The route of the page at an address, or nothing where a file or no page is.</summary>
    public static string? Of(string address)
    {
        var path = new PathString(Uri.UnescapeDataString(new Uri(address).AbsolutePath));
        return Known.Value.FirstOrDefault(page => page.Matcher.TryMatch(path, [])).Route;
    }

    [GeneratedRegex("""^@page "([^"]+)"\s*$""", RegexOptions.Multiline)]
    private static partial Regex Directive { get; }
}
