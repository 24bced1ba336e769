using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit.v3;

namespace Portal.Tests;

/// <summary>Which pages were found to be in order so far, by their routes.</summary>
internal static class PageCoverage
{
    private static readonly ConcurrentDictionary<string, bool> Seen = [];

    public static bool Has(string route) => Seen.ContainsKey(route);

    public static void Add(IPage page)
    {
        if (PageRoutes.Of(page.Url) is { } route)
            Seen[route] = true;
    }
}

/// <summary>Knows which tests have begun, so that a run of only some of them is told from a run of all.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class KnowsWhatRanAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<(Type?, string), bool> Begun = [];

    /// <summary>The tests of this assembly that have not begun, as <c>Class.Method</c>.</summary>
    internal static IReadOnlyList<string> NotYet =>
        [
            .. from type in typeof(KnowsWhatRanAttribute).Assembly.GetTypes()
            from method in type.GetMethods()
            where method.IsDefined(typeof(FactAttribute)) && !Begun.ContainsKey((type, method.Name))
            select $"{type.Name}.{method.Name}",
        ];

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Begun[(methodUnderTest.DeclaringType, methodUnderTest.Name)] = true;
}
