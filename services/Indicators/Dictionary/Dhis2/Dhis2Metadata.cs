using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Indicators.Dictionary.Dhis2;

/// <summary>
/// A version of the dictionary in the shape that DHIS2 takes at <c>/api/metadata</c> [D1]. What is not broken down names no
/// category combination, for which DHIS2 takes its default. Organisation units are the receiver's own.
/// </summary>
public static class Dhis2Metadata
{
    private static readonly JsonSerializerOptions Spelling = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // letters as letters; it goes into no page
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    internal static readonly (V1.PeriodType Period, string Dhis2, string Name)[] Periods =
    [
        (V1.PeriodType.Month, "Monthly", "monthly"),
        (V1.PeriodType.Quarter, "Quarterly", "quarterly"),
        (V1.PeriodType.FinancialYear, "FinancialApril", "by financial year"),
        (V1.PeriodType.Year, "Yearly", "by calendar year"),
    ];

    public static string Json(IndicatorDictionary dictionary)
    {
        var elements = Element.Of(dictionary).ToList();
        var languages = dictionary.Translations.Values.OrderBy(t => t.Language, StringComparer.Ordinal).ToList();
        return JsonSerializer.Serialize(
            new
            {
                categoryOptions = Options.Select(o => new
                {
                    id = Codes.Uid("categoryOption", o.Code),
                    code = Codes.Of(o.Code),
                    name = OptionName(o),
                    shortName = OptionName(o),
                    translations = Named(l => OptionName(o, l)),
                }),
                categories = Categories.Select(c => new
                {
                    id = CategoryId(c.Name),
                    code = Codes.Of(c.Code),
                    name = $"{c.Name} (Sangam)",
                    shortName = $"{c.Name} (Sangam)",
                    dataDimensionType = "DISAGGREGATION",
                    categoryOptions = Options.Where(o => o.Category == c.Name).Select(o => Ref(Codes.Uid("categoryOption", o.Code))),
                    translations = Named(l => $"{l.Word(c.Name)} (Sangam)"),
                }),
                categoryCombos = Breakdown.All.Select(b => new
                {
                    id = b.Combo,
                    code = Codes.Of(b.Suffix[1..]),
                    name = $"Sangam {b.Name}",
                    dataDimensionType = "DISAGGREGATION",
                    skipTotal = true,
                    categories = Categories.Where(c => c.Name == "Age" ? b.ByAge : b.ByGender).Select(c => Ref(CategoryId(c.Name))),
                    translations = Named(l => $"Sangam {l.Word(b.Name)}"),
                }),
                categoryOptionCombos = from b in Breakdown.All
                from cell in b.Cells
                let options = Breakdown.Options(cell.Age, cell.Gender).ToList()
                select new
                {
                    id = Breakdown.OptionCombo(cell.Age, cell.Gender),
                    code = Codes.Of($"CELL_{Breakdown.CellCode(cell.Age, cell.Gender)}"),
                    name = string.Join(", ", options.Select(o => OptionName(o))),
                    categoryCombo = Ref(b.Combo),
                    categoryOptions = options.Select(o => Ref(Codes.Uid("categoryOption", o.Code))),
                },
                dataElements = elements.Select(e => new
                {
                    id = e.Id,
                    code = e.Code,
                    name = e.Name(dictionary.In(Languages.English)),
                    shortName = e.ShortName,
                    description = e.Indicator.Definition,
                    domainType = "AGGREGATE",
                    valueType = "INTEGER_ZERO_OR_POSITIVE",
                    aggregationType = e.AggregationType,
                    zeroIsSignificant = true,
                    categoryCombo = e.Breakdown == Breakdown.None ? null : Ref(e.Breakdown.Combo),
                    translations = languages.SelectMany(l =>
                        (object[])[Said("NAME", l, e.Name(l)), Said("DESCRIPTION", l, l.Of(e.Indicator).Definition)]
                    ),
                }),
                dataSets = Periods
                    .Select(p =>
                        (
                            p.Dhis2,
                            p.Name,
                            Id: Codes.Uid("dataSet", p.Dhis2),
                            Elements: elements.Where(e => e.Periods.Contains(p.Period)).ToList()
                        )
                    )
                    .Where(s => s.Elements.Count > 0)
                    .Select(s => new
                    {
                        id = s.Id,
                        code = Codes.Of(s.Dhis2.ToUpperInvariant()),
                        name = $"Sangam {s.Name}",
                        shortName = $"Sangam {s.Name}",
                        periodType = s.Dhis2,
                        openFuturePeriods = 0,
                        dataSetElements = s.Elements.Select(e => new { dataSet = Ref(s.Id), dataElement = Ref(e.Id) }),
                        translations = Named(l => $"Sangam {l.Word(s.Name)}"),
                    }),
            },
            Spelling
        );

        IEnumerable<object> Named(Func<Translation, string> name) => languages.Select(l => Said("NAME", l, name(l)));
    }

    private static readonly (string Name, string Code)[] Categories = [("Age", "AGE"), ("Gender", "GENDER")];

    private static readonly IReadOnlyList<(string Category, string Code, string Name)> Options =
    [
        .. Breakdown.All.SelectMany(b => b.Cells).SelectMany(c => Breakdown.Options(c.Age, c.Gender)).Distinct(),
    ];

    /// <summary>With its category, since a receiver may well have options of such common names.</summary>
    private static string OptionName((string Category, string Code, string Name) option, Translation? words = null) =>
        $"{words?.Word(option.Category) ?? option.Category}: {words?.Word(option.Name) ?? option.Name}";

    private static string CategoryId(string name) => Codes.Uid("category", name.ToUpperInvariant());

    private static object Ref(string id) => new { id };

    private static object Said(string property, Translation words, string value) =>
        new
        {
            property,
            locale = words.Language,
            value,
        };
}
