using Portal.Figures;
using Portal.Wording;
using Sangam.Indicators.V1;
using Sangam.National.V1;

namespace Portal.Components.Pages.Network;

/// <summary>What can be chosen on the network's pages, and how an address names it.</summary>
internal static class Choices
{
    public static readonly IReadOnlyList<(string Word, Audience Value)> Audiences =
    [
        ("network", Audience.Network),
        ("public", Audience.Public),
    ];

    public static readonly IReadOnlyList<(string Word, Breakdown Value)> Breakdowns =
    [
        ("", Breakdown.Unspecified),
        ("type", Breakdown.CollectiveType),
        ("age", Breakdown.AgeBand),
        ("gender", Breakdown.Gender),
    ];

    public static readonly IReadOnlyList<(string Word, CollectiveType Value)> Types =
    [
        ("workers", CollectiveType.SexWorkerLed),
        ("returnees", CollectiveType.SurvivorLed),
    ];

    /// <summary>The first one for a word that is none.</summary>
    public static T Read<T>(this IReadOnlyList<(string Word, T Value)> choices, string? word) =>
        choices.FirstOrDefault(c => c.Word == (word ?? ""), choices[0]).Value;

    public static string WordOf<T>(this IReadOnlyList<(string Word, T Value)> choices, T value) =>
        choices.First(c => Equals(c.Value, value)).Word;

    public static IEnumerable<Choose.One> Periods(IEnumerable<Period> periods) =>
        periods.Select(period => new Choose.One(PeriodName.Of(period), Format.Period(period), PeriodName.Kind(period.Type)));

    public static IEnumerable<Choose.One> Measures(IEnumerable<IndicatorGroup> groups) =>
        groups.SelectMany(group =>
            group.Measures.Select(measure => new Choose.One(measure.Id, $"{measure.Code} {measure.Name}", group.Name))
        );
}
