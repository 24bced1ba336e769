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

    private static readonly (string Name, string Code)[] Categories = [("Age", "AGE"), ("Gender", "GENDER")];

    private static readonly IReadOnlyList<(string Category, string Code, string Name)> Options =
    [
        .. Breakdown.All.SelectMany(b => b.Cells).SelectMany(c => Breakdown.Options(c.Age, c.Gender)).Distinct(),
    ];

    public static string Json(IndicatorDictionary dictionary)
    {
        var elements = Element.Of(dictionary).ToList();
        var languages = dictionary.Translations.Values.OrderBy(t => t.Language, StringComparer.Ordinal).ToList();
        return JsonSerializer.Serialize(
            new
            {
                categoryOptions = CategoryOptions(languages),
                categories = CategoryObjects(languages),
                categoryCombos = CategoryCombos(languages),
                categoryOptionCombos = CategoryOptionCombos(),
                dataElements = elements.Select(e => DataElement(e, dictionary.In(Languages.English), languages)),
                dataSets = DataSets(elements, languages),
            },
            Spelling
        );
    }

    private static IEnumerable<object> CategoryOptions(IReadOnlyList<Translation> languages) =>
        Options.Select(o => new
        {
            id = Dhis2Codes.Uid("categoryOption", o.Code),
            code = Dhis2Codes.Of(o.Code),
            name = OptionName(o),
            shortName = OptionName(o),
            translations = Named(languages, l => OptionName(o, l)),
        });

    private static IEnumerable<object> CategoryObjects(IReadOnlyList<Translation> languages) =>
        Categories.Select(c => new
        {
            id = CategoryId(c.Name),
            code = Dhis2Codes.Of(c.Code),
            name = $"{c.Name} (Sangam)",
            shortName = $"{c.Name} (Sangam)",
            dataDimensionType = "DISAGGREGATION",
            categoryOptions = Options.Where(o => o.Category == c.Name).Select(o => Ref(Dhis2Codes.Uid("categoryOption", o.Code))),
            translations = Named(languages, l => $"{l.Word(c.Name)} (Sangam)"),
        });

    private static IEnumerable<object> CategoryCombos(IReadOnlyList<Translation> languages) =>
        Breakdown.All.Select(b => new
        {
            id = b.Combo,
            code = Dhis2Codes.Of(b.Suffix[1..]),
            name = $"Sangam {b.Name}",
            dataDimensionType = "DISAGGREGATION",
            skipTotal = true,
            categories = Categories.Where(c => c.Name == "Age" ? b.ByAge : b.ByGender).Select(c => Ref(CategoryId(c.Name))),
            translations = Named(languages, l => $"Sangam {l.Word(b.Name)}"),
        });

    private static IEnumerable<object> CategoryOptionCombos() =>
        from b in Breakdown.All
        from cell in b.Cells
        let options = Breakdown.Options(cell.Age, cell.Gender).ToList()
        select new
        {
            id = Breakdown.OptionCombo(cell.Age, cell.Gender),
            code = Dhis2Codes.Of($"CELL_{Breakdown.CellCode(cell.Age, cell.Gender)}"),
            name = string.Join(", ", options.Select(o => OptionName(o))),
            categoryCombo = Ref(b.Combo),
            categoryOptions = options.Select(o => Ref(Dhis2Codes.Uid("categoryOption", o.Code))),
        };

    private static object DataElement(Element e, Translation english, IReadOnlyList<Translation> languages) =>
        new
        {
            id = e.Id,
            code = e.Code,
            name = e.Name(english),
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
        };

    /// <summary>One for each kind of period that something is sent for.</summary>
    private static IEnumerable<object> DataSets(IReadOnlyList<Element> elements, IReadOnlyList<Translation> languages) =>
        from p in Periods
        let id = Dhis2Codes.Uid("dataSet", p.Dhis2)
        let sent = elements.Where(e => e.Periods.Contains(p.Period)).ToList()
        where sent.Count > 0
        select new
        {
            id,
            code = Dhis2Codes.Of(p.Dhis2.ToUpperInvariant()),
            name = $"Sangam {p.Name}",
            shortName = $"Sangam {p.Name}",
            periodType = p.Dhis2,
            openFuturePeriods = 0,
            dataSetElements = sent.Select(e => new { dataSet = Ref(id), dataElement = Ref(e.Id) }),
            translations = Named(languages, l => $"Sangam {l.Word(p.Name)}"),
        };

    private static IEnumerable<object> Named(IReadOnlyList<Translation> languages, Func<Translation, string> name) =>
        languages.Select(l => Said("NAME", l, name(l)));

    /// <summary>With its category, since a receiver may well have options of such common names.</summary>
    private static string OptionName((string Category, string Code, string Name) option, Translation? words = null) =>
        $"{words?.Word(option.Category) ?? option.Category}: {words?.Word(option.Name) ?? option.Name}";

    private static string CategoryId(string name) => Dhis2Codes.Uid("category", name.ToUpperInvariant());

    private static object Ref(string id) => new { id };

    private static object Said(string property, Translation words, string value) =>
        new
        {
            property,
            locale = words.Language,
            value,
        };
}
