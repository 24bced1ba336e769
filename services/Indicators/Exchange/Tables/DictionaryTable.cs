using Indicators.Dictionary;
using Microsoft.AspNetCore.Mvc;
using Sangam.Security;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

public static partial class DictionaryTable
{
    private static readonly IReadOnlyList<string> Columns =
    [
        "version",
        "indicator",
        "part",
        "indicator name",
        "part name",
        "definition",
        "type",
        "unit",
        "by age and gender",
        "shortest period",
        "least shown to the network",
        "least shown to the public",
        "sources",
    ];

    /// <summary>The dictionary by which figures are made now: a row for each part of each indicator.</summary>
    [OpenToAll("It says what is counted and nothing about anybody.", SignedIn = true)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    public static IResult Dictionary(string form) =>
        new TableFile(
            "dictionary",
            Columns,
            [
                .. IndicatorDictionary.Current.Parts.Select(p =>
                    (IReadOnlyList<object?>)
                        [
                            IndicatorDictionary.Current.Version,
                            p.Indicator.Code,
                            p.Part.Part,
                            p.Indicator.Name,
                            p.Part.Name,
                            p.Indicator.Definition,
                            $"{p.Part.Type}".ToLowerInvariant(),
                            FigureRow.Word(p.Part.Unit),
                            p.Part.Breakdown ? "yes" : "no",
                            $"{p.Indicator.Period}".ToLowerInvariant(),
                            (long)Indicator.NetworkThreshold,
                            (long)p.Indicator.PublicThreshold,
                            string.Join(' ', p.Indicator.Sources),
                        ]
                ),
            ]
        ).ToResult(form);
}
