using Indicators.Figures;
using Indicators.National;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

/// <summary>Sums over collectives, as the network's pages show them.</summary>
public static partial class NationalTables
{
    private static readonly IReadOnlyList<string> AggregateColumns =
    [
        "state",
        "collectives",
        .. FigureRow.Columns,
        "contributors",
        "adding",
    ];

    /// <summary>
    /// What the figures of several collectives add up to, by state and for the nation, as it was published. What is suppressed is
    /// empty and marked.
    /// </summary>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    [ProducesResponseType<RestError>(400)]
    [ProducesResponseType<RestError>(409)]
    public static async Task<IResult> AggregatesAsync(
        string form,
        [AsParameters] AggregateParameters asked,
        NationalDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var sums = await db.AggregatesAsync(
            ExportQuery.ReadPeriods(asked, clock.Today),
            AudienceOf(asked.Audience),
            BreakdownOf(asked.Breakdown),
            cancellationToken
        );
        return new TableFile(
            "aggregates",
            AggregateColumns,
            [
                .. sums.Select(sum =>
                    (IReadOnlyList<object?>)
                        [
                            sum.StateCode.Length == 0 ? "India" : sum.StateCode,
                            TypeName(sum),
                            .. FigureRow.Of(Figure.From(sum.Figure)),
                            sum.Figure.Suppressed ? null : (long)sum.Contributors,
                            Word(sum.Adding),
                        ]
                ),
            ]
        ).ToResult(form);
    }

    private static string? TypeName(NationalV1.Aggregate sum) =>
        sum.Rest
            ? "not broken down"
            : sum.CollectiveType switch
            {
                NationalV1.CollectiveType.SexWorkerLed => "led by sex workers",
                NationalV1.CollectiveType.SurvivorLed => "led by survivors",
                _ => null,
            };

    private static string Word(NationalV1.Adding adding) =>
        adding switch
        {
            NationalV1.Adding.SumOfUniques => "at most: who is in two collectives counts twice",
            NationalV1.Adding.BothParts => "both parts added",
            NationalV1.Adding.Sum => "sum",
            _ => "",
        };

    private static NationalV1.Audience AudienceOf(string? word) =>
        word?.ToUpperInvariant() switch
        {
            null or "" or "NETWORK" => NationalV1.Audience.Network,
            "PUBLIC" => NationalV1.Audience.Public,
            _ => throw Refusal.Invalid("audience", "unknown_choice", "audience may be network or public."),
        };

    private static NationalV1.Breakdown BreakdownOf(string? word) =>
        word?.ToUpperInvariant() switch
        {
            null or "" => NationalV1.Breakdown.Unspecified,
            "TYPE" => NationalV1.Breakdown.CollectiveType,
            "AGE" => NationalV1.Breakdown.AgeBand,
            "GENDER" => NationalV1.Breakdown.Gender,
            _ => throw Refusal.Invalid("breakdown", "unknown_choice", "breakdown may be type, age or gender."),
        };
}
