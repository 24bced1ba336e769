using System.Collections.Immutable;
using Indicators.Figures;
using Indicators.National;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;
using Sangam.Sheets;

namespace Indicators.Exchange.Tables;

/// <summary>The network's tables, as its pages show them.</summary>
public static class NationalTables
{
    private static readonly IReadOnlyList<string> Collectives = ["collective", "collective name", "state", .. FigureRow.Columns];

    private static readonly IReadOnlyList<string> Sums = ["state", "collectives", .. FigureRow.Columns, "contributors", "adding"];

    /// <summary>Every collective's released figures: a row for each. What a collective withheld is empty and marked.</summary>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    [ProducesResponseType<RestError>(409)]
    public static async Task<IResult> FiguresAsync(string form, [AsParameters] PeriodParameters asked, NationalService national, TimeProvider clock, CancellationToken cancellationToken)
    {
        var rows = await national.RowsAsync(ExportQuery.ReadPeriods(asked, clock.Today), ImmutableHashSet<string>.Empty, cancellationToken);
        return new TableFile("figures", Collectives, [.. rows.SelectMany(row => row.Figures.Select(f => (IReadOnlyList<object?>)[row.Collective, row.Name, row.StateCode, .. FigureRow.Of(Figure.From(f))]))]).ToResult(form);
    }

    /// <summary>What the figures of several collectives add up to, by state and for the nation, as it was published. What is withheld is empty and marked.</summary>
    [Needs(Permission.NationalRead)]
    [ProducesResponseType<byte[]>(200, SheetFile.CsvType, SheetFile.XlsxType)]
    [ProducesResponseType<RestError>(400)]
    [ProducesResponseType<RestError>(409)]
    public static async Task<IResult> AggregatesAsync(string form, [AsParameters] AggregateParameters asked, NationalService national, TimeProvider clock, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var period in ExportQuery.ReadPeriods(asked, clock.Today))
        {
            var request = new NationalV1.GetAggregatesRequest { Period = period.ToMessage(), Audience = AudienceOf(asked.Audience), Breakdown = BreakdownOf(asked.Breakdown) };
            var answer = await national.GetAggregates(request, new InnerCall(cancellationToken));
            rows.AddRange(answer.Sums.Select(sum => (IReadOnlyList<object?>)
            [
                sum.StateCode.Length == 0 ? "India" : sum.StateCode, TypeName(sum), .. FigureRow.Of(Figure.From(sum.Figure)), sum.Figure.Suppressed ? null : (long)sum.Contributors, Word(sum.Adding),
            ]));
        }
        return new TableFile("aggregates", Sums, rows).ToResult(form);
    }

    private static string? TypeName(NationalV1.Aggregate sum) => sum.Rest ? "not broken down" : sum.CollectiveType switch
    {
        NationalV1.CollectiveType.SexWorkerLed => "led by sex workers",
        NationalV1.CollectiveType.SurvivorLed => "led by survivors",
        _ => null,
    };

    private static string Word(NationalV1.Adding adding) => adding switch
    {
        NationalV1.Adding.SumOfUniques => "at most: who is in two collectives counts twice",
        NationalV1.Adding.BothParts => "both parts added",
        NationalV1.Adding.Sum => "sum",
        _ => "",
    };

    private static NationalV1.Audience AudienceOf(string? word) => word?.ToUpperInvariant() switch
    {
        null or "" or "NETWORK" => NationalV1.Audience.Network,
        "PUBLIC" => NationalV1.Audience.Public,
        _ => throw Refusal.Invalid("audience", "unknown_choice", "audience may be network or public."),
    };

    private static NationalV1.Breakdown BreakdownOf(string? word) => word?.ToUpperInvariant() switch
    {
        null or "" => NationalV1.Breakdown.Unspecified,
        "TYPE" => NationalV1.Breakdown.CollectiveType,
        "AGE" => NationalV1.Breakdown.AgeBand,
        "GENDER" => NationalV1.Breakdown.Gender,
        _ => throw Refusal.Invalid("breakdown", "unknown_choice", "breakdown may be type, age or gender."),
    };
}
