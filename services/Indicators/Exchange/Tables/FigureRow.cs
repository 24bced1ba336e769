using Indicators.Dictionary;
using Indicators.Dictionary.Dhis2;
using Indicators.Figures;
using Sangam.Common.V1;

namespace Indicators.Exchange.Tables;

/// <summary>
/// A figure as a row of a table. Where it is suppressed its cells are empty, never 0, and a column says so; another says that it
/// was entered by hand.
/// </summary>
public static class FigureRow
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "period",
        "indicator",
        "part",
        "name",
        "type",
        "age",
        "gender",
        "value",
        "denominator",
        "unit",
        "suppressed",
        "entered",
    ];

    private static readonly Dictionary<(string, string), (Indicator Indicator, IndicatorPart Part)> Parts =
        IndicatorDictionary.Current.Parts.ToDictionary(p => (p.Indicator.Code, p.Part.Part));

    public static IReadOnlyList<object?> Of(Figure f)
    {
        var unit = Parts.TryGetValue((f.Indicator, f.Part), out var known) ? known.Part.Unit : V1.Unit.Count;
        return
        [
            PeriodCode.Dhis2(f.Period),
            f.Indicator,
            f.Part,
            NameOf(f.Indicator, f.Part),
            $"{f.Type}".ToLowerInvariant(),
            Age(f.AgeBand),
            Gender(f.Gender),
            f.Suppressed ? null : Amount(f.Value, unit),
            f.Suppressed || f.Denominator is not { } denominator
                ? null
                : Amount(denominator, known.Part?.Counts == Counts.MedianDays ? V1.Unit.Count : unit),
            Word(unit),
            f.Suppressed ? "suppressed" : null,
            f.Entered ? DataValue.Entered : null,
        ];
    }

    public static string NameOf(string indicator, string part) =>
        !Parts.TryGetValue((indicator, part), out var known) ? ""
        : known.Part.Name == known.Indicator.Name ? known.Part.Name
        : $"{known.Indicator.Name}: {known.Part.Name}";

    public static string? Age(AgeBand age) => age == AgeBand.Unspecified ? null : Breakdown.Ages[age].Name;

    public static string? Gender(Gender gender) => gender == Sangam.Common.V1.Gender.Unspecified ? null : Breakdown.Genders[gender].Name;

    /// <summary>Money in rupees.</summary>
    public static object Amount(long value, V1.Unit unit) => unit == V1.Unit.Paise ? value / 100m : (object)value;

    public static V1.Unit UnitOf(string indicator, string part) =>
        Parts.TryGetValue((indicator, part), out var known) ? known.Part.Unit : V1.Unit.Count;

    public static string Word(V1.Unit unit) =>
        unit switch
        {
            V1.Unit.People => "people",
            V1.Unit.Paise => "rupees",
            V1.Unit.Days => "days",
            _ => "",
        };
}
