using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Architecture.Tests;

/// <summary>Who may lean on whom.</summary>
public sealed class ArrowTests
{
    private static readonly System.Reflection.Assembly[] Services =
    [
        typeof(Identity.IdentityDb).Assembly,
        typeof(Membership.MembershipDb).Assembly,
        typeof(Training.TrainingDb).Assembly,
        typeof(Livelihood.LivelihoodDb).Assembly,
        typeof(Protection.ProtectionDb).Assembly,
        typeof(Indicators.IndicatorsDb).Assembly,
    ];

    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies(Services).Build();

    [Fact]
    public void No_service_references_another()
    {
        var names = Services.Select(service => service.GetName().Name).ToHashSet();

        Assert.All(Services, service => Assert.DoesNotContain(References(service), names.Contains));
    }

    [Fact]
    public void Contracts_reference_nothing_of_ours() =>
        Assert.DoesNotContain(References(typeof(Sangam.Common.V1.AgeBand).Assembly), IsOurs);

    [Fact]
    public void What_all_services_share_references_no_service()
    {
        var names = Services.Select(service => service.GetName().Name).ToHashSet();

        Assert.DoesNotContain(References(typeof(Sangam.Refusal).Assembly), names.Contains);
    }

    /// <summary>
    /// A noun shows the others its entities and a few rules, never the class that answers its rpcs. Which types cross from one noun to
    /// another is in <c>arrows.txt</c>, so that a new arrow is seen and thought about.
    /// </summary>
    [Fact]
    public async Task Types_that_cross_from_noun_to_noun_are_the_reviewed_ones()
    {
        var arrows = (
            from type in Loaded.Types
            let leaning = Noun(type)
            where leaning is not null
            from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
            let carrying = Noun(target)
            where carrying is not null && carrying != leaning && carrying.Split('.')[0] == leaning.Split('.')[0]
            group Outermost(target) by (From: leaning, To: carrying) into crossing
            orderby crossing.Key.From, crossing.Key.To
            select $"{crossing.Key.From} -> {crossing.Key.To}: {string.Join(' ', crossing.Distinct().Order(StringComparer.Ordinal))}"
        ).ToList();
        arrows.Where(arrow => arrow.Split(": ")[1].Split(' ').Any(IsAnswering)).ShouldBeNone();

        var reviewed = Path.Combine(Repository.Root, "tests/Architecture/arrows.txt");
        var received = Path.Combine(AppContext.BaseDirectory, "arrows.txt");
        await File.WriteAllLinesAsync(received, arrows);
        Assert.True(
            arrows.SequenceEqual(await File.ReadAllLinesAsync(reviewed)),
            $"What crosses from noun to noun has changed.\n  diff {reviewed} {received}\nIf that is meant:\n  cp {received} {reviewed}"
        );
    }

    /// <summary>E.g. <c>Membership.Elections</c>, whatever lies below; null for what is not in a noun's folder.</summary>
    private static string? Noun(IType type)
    {
        var parts = type.Namespace?.FullName.Split('.') ?? [];
        return parts.Length >= 2 && Services.Any(service => service.GetName().Name == parts[0]) && !type.Name.StartsWith('<')
            ? $"{parts[0]}.{parts[1]}"
            : null;
    }

    private static string Outermost(IType type) => type.FullName.Split('.')[^1].Split('+')[0].Split('/')[0].Split('`')[0];

    /// <summary>The class that answers a noun's rpcs.</summary>
    private static bool IsAnswering(string type) => type.EndsWith("Service", StringComparison.Ordinal);

    private static IEnumerable<string> References(System.Reflection.Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsOurs(string name) => name is "ServiceDefaults" or "Contracts" || Services.Any(s => s.GetName().Name == name);
}
