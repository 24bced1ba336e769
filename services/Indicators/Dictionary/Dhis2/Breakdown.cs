using Sangam.Common.V1;

namespace Indicators.Dictionary.Dhis2;

/// <summary>
/// By what a figure is broken down. The figure itself and each of its breakdowns are data elements of their own: DHIS2 would
/// otherwise make the whole by adding up cells, some of which are not there because they are suppressed.
/// </summary>
/// <param name="Suffix">Of codes; empty for the figure itself.</param>
/// <param name="Name">In English; empty for the figure itself.</param>
public sealed record Breakdown(string Suffix, string Name, bool ByAge, bool ByGender)
{
    public static readonly Breakdown None = new("", "", false, false);

    public static readonly IReadOnlyList<Breakdown> All =
    [
        new("_AGE", "by age", true, false),
        new("_GENDER", "by gender", false, true),
        new("_AGE_GENDER", "by age and gender", true, true),
    ];

    public static Breakdown Of(AgeBand age, Gender gender) =>
        All.FirstOrDefault(b => b.ByAge == (age != AgeBand.Unspecified) && b.ByGender == (gender != Gender.Unspecified)) ?? None;

    public string Combo => Dhis2Codes.Uid("categoryCombo", Suffix[1..]);

    /// <summary>Its cells, an age band or gender unspecified where it is not broken down by it.</summary>
    public IEnumerable<(AgeBand Age, Gender Gender)> Cells =>
        from age in ByAge ? Ages.Keys : [AgeBand.Unspecified]
        from gender in ByGender ? Genders.Keys : [Gender.Unspecified]
        select (age, gender);

    /// <summary>The category option combination of a cell; null for the figure itself, which has DHIS2's default.</summary>
    public static string? OptionCombo(AgeBand age, Gender gender) =>
        age == AgeBand.Unspecified && gender == Gender.Unspecified ? null : Dhis2Codes.Uid("categoryOptionCombo", CellCode(age, gender));

    /// <summary>Code and English name of every age band.</summary>
    internal static readonly IReadOnlyDictionary<AgeBand, (string Code, string Name)> Ages = new Dictionary<AgeBand, (string, string)>
    {
        [AgeBand.Under25] = ("UNDER_25", "under 25"),
        [AgeBand._25To34] = ("25_TO_34", "25 to 34"),
        [AgeBand._35Plus] = ("35_PLUS", "35 and over"),
    };

    internal static readonly IReadOnlyDictionary<Gender, (string Code, string Name)> Genders = new Dictionary<Gender, (string, string)>
    {
        [Gender.Woman] = ("WOMAN", "woman"),
        [Gender.Man] = ("MAN", "man"),
        [Gender.Transgender] = ("TRANSGENDER", "transgender"),
        [Gender.Other] = ("OTHER", "other"),
        [Gender.NotSaid] = ("NOT_SAID", "not said"),
    };

    internal static string CellCode(AgeBand age, Gender gender) => string.Join('_', Options(age, gender).Select(o => o.Code));

    internal static IEnumerable<(string Category, string Code, string Name)> Options(AgeBand age, Gender gender)
    {
        if (age != AgeBand.Unspecified)
            yield return ("Age", Ages[age].Code, Ages[age].Name);
        if (gender != Gender.Unspecified)
            yield return ("Gender", Genders[gender].Code, Genders[gender].Name);
    }
}
