[assembly: Portal.Tests.KnowsWhatRan]

namespace Portal.Tests;

/// <summary>No page is forgotten. It runs when every test that may run beside others is over.</summary>
[Collection("after all pages")]
public sealed class PageCoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_page_is_checked_on_a_phone_by_some_test()
    {
        // Whoever asks for a few tests only is not told that the pages of the others are missing.
        if (KnowsWhatRanAttribute.NotYet is { Count: > 0 } notYet)
        {
            output.WriteLine($"Not judged, because only some of the tests ran. Not begun: {string.Join(", ", notYet)}");
            return;
        }
        Assert.Empty(
            PageRoutes.All.Where(route => !PageCoverage.Has(route) && !PageRoutes.NeedsTheWholeNetwork(route)).Order(StringComparer.Ordinal)
        );
    }
}

/// <summary>xunit runs the collections that must not run beside others after those that may.</summary>
[CollectionDefinition("after all pages", DisableParallelization = true)]
public sealed class AfterAllPages;
