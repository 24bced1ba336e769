using System.Reflection;
using Sangam.Persistence;

namespace Tenancy.Tests;

/// <summary>The six services and their databases.</summary>
internal static class AllServices
{
    public static readonly Assembly Identity = typeof(global::Identity.IdentityDb).Assembly;
    public static readonly Assembly Membership = typeof(global::Membership.MembershipDb).Assembly;
    public static readonly Assembly Training = typeof(global::Training.TrainingDb).Assembly;
    public static readonly Assembly Livelihood = typeof(global::Livelihood.LivelihoodDb).Assembly;
    public static readonly Assembly Protection = typeof(global::Protection.ProtectionDb).Assembly;
    public static readonly Assembly Indicators = typeof(global::Indicators.IndicatorsDb).Assembly;

    public static readonly IReadOnlyList<Assembly> Assemblies = [Identity, Membership, Training, Livelihood, Protection, Indicators];

    /// <summary>Each database, whose migrations it runs, and what their names begin with when the service has several.</summary>
    public static readonly IReadOnlyList<(string Name, Assembly Assembly, string Prefix)> Databases =
    [
        ("identity", Identity, ""),
        ("membership", Membership, ""),
        ("training", Training, ""),
        ("livelihood", Livelihood, ""),
        ("protection", Protection, ""),
        ("indicators", Indicators, ""),
        ("national", Indicators, "national/"),
        ("keys", typeof(Migrator).Assembly, Migrator.Keys),
    ];
}
