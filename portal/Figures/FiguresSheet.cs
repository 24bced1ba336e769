using Portal.Components.Pages.Network;
using Portal.Components.Pages.Network.Tables;
using Portal.Components.Pages.Network.Trends;
using Sangam.Indicators.V1;
using Sangam.National.V1;
using Sangam.Security;
using static Sangam.National.V1.National;

namespace Portal.Figures;

/// <summary>
/// Everything that the network's pages show, as sheets (CSV and XLSX), a line for each figure. The value of a suppressed figure is
/// left empty, never 0.
/// </summary>
internal static class FiguresSheet
{
    public static void MapFiguresSheet(this WebApplication app)
    {
        Map("/figures", FiguresAsync);
        Map("/sums", SumsAsync);
        Map("/trend", TrendAsync);
        Map("/completeness", CompletenessAsync);
        Map("/sources", SourcesAsync);
        Map("/refusals", RefusalsAsync);

        void Map(string address, Delegate answer) =>
            app.MapGet($"{address}.{{form:regex(^(csv|xlsx)$)}}", answer).RequireAuthorization(Permission.NationalRead);
    }

    private static async Task<IResult> FiguresAsync(
        string? period,
        string? state,
        string? type,
        NationalClient national,
        CancellationToken cancellationToken
    )
    {
        if (PeriodName.Read(period) is not { } chosen)
            return Results.NotFound();
        // Indicator by indicator: the cells of all collectives are more than one message holds.
        var sheet = new TableFile(
            "collective",
            "name",
            "state",
            "collective_type",
            "period",
            "indicator",
            "part",
            "age_band",
            "gender",
            "type",
            "value",
            "denominator",
            "suppressed",
            "entered"
        );
        foreach (var indicator in (await national.ListIndicatorsAsync(new(), cancellationToken: cancellationToken)).Indicators)
        {
            var request = TableOf.Request(chosen, state, type);
            request.WithCells = true;
            request.Indicators.Add(indicator.Code);
            Add(sheet, await national.GetTableAsync(request, cancellationToken: cancellationToken));
        }
        return sheet.File($"figures-{period}");
    }

    private static async Task<IResult> SumsAsync(
        string? period,
        string? by,
        string? audience,
        NationalClient national,
        CancellationToken cancellationToken
    )
    {
        if (PeriodName.Read(period) is not { } chosen)
            return Results.NotFound();
        var sums = await national.GetAggregatesAsync(
            new()
            {
                Period = chosen,
                Audience = Choices.Audiences.Read(audience),
                Breakdown = Choices.Breakdowns.Read(by),
            },
            cancellationToken: cancellationToken
        );
        return Of(sums).File($"sums-{period}");
    }

    private static async Task<IResult> TrendAsync(
        string? chart,
        string? of,
        string? kind,
        string? audience,
        NationalClient national,
        CancellationToken cancellationToken
    )
    {
        var code = (chart ?? "").Split('.', 2);
        var indicator = code[0];
        var part = code.Length > 1 ? code[1] : "";
        var type = PeriodName.Types.FirstOrDefault(t => PeriodName.Word(t) == kind, PeriodType.Month);
        var trend = await national.GetTrendAsync(
            TrendOf.Request(indicator, part, of, type, Choices.Audiences.Read(audience)),
            cancellationToken: cancellationToken
        );
        return Of(trend, of ?? "nation", indicator, part).File($"trend-{chart}");
    }

    private static async Task<IResult> CompletenessAsync(string? period, NationalClient national, CancellationToken cancellationToken) =>
        PeriodName.Read(period) is { } chosen
            ? Of(await national.GetCompletenessAsync(new() { Period = chosen }, cancellationToken: cancellationToken))
                .File($"completeness-{period}")
            : Results.NotFound();

    private static async Task<IResult> SourcesAsync(NationalClient national, CancellationToken cancellationToken) =>
        Of((await national.ListSourcesAsync(new(), cancellationToken: cancellationToken)).Sources).File("sources");

    private static async Task<IResult> RefusalsAsync(NationalClient national, CancellationToken cancellationToken)
    {
        var sheet = new TableFile("collective", "month", "revision", "flaw", "first_at", "at");
        string token = "";
        do
        {
            var page = await national.ListRefusalsAsync(new() { PageSize = 200, PageToken = token }, cancellationToken: cancellationToken);
            foreach (var r in page.Refusals)
                sheet.Add(
                    r.Collective,
                    r.Year == 0 ? "" : PeriodName.OfMonth(r.Year, r.Month),
                    r.Revision,
                    r.Flaw,
                    r.FirstAt.ToDateTimeOffset().ToString("o"),
                    r.At.ToDateTimeOffset().ToString("o")
                );
            token = page.NextPageToken;
        } while (token != "");
        return sheet.File("refusals");
    }

    private static void Add(TableFile sheet, Table table)
    {
        foreach (var row in table.Collectives)
        foreach (var f in row.Figures)
            sheet.Add([
                row.Collective,
                row.Name,
                row.StateCode,
                TypeWord(row.Type),
                PeriodName.Of(f.Period),
                f.Indicator,
                f.Part,
                .. Cell(f),
                f.Type,
                .. Values(f),
            ]);
    }

    private static TableFile Of(Aggregates sums)
    {
        var sheet = new TableFile(
            "audience",
            "state",
            "collective_type",
            "rest",
            "period",
            "indicator",
            "part",
            "age_band",
            "gender",
            "type",
            "value",
            "denominator",
            "suppressed",
            "entered",
            "adding",
            "contributors"
        );
        foreach (var a in sums.Sums)
            sheet.Add([
                Choices.Audiences.WordOf(sums.Audience),
                a.StateCode,
                TypeWord(a.CollectiveType),
                a.Rest,
                PeriodName.Of(a.Figure.Period),
                a.Figure.Indicator,
                a.Figure.Part,
                .. Cell(a.Figure),
                a.Figure.Type,
                .. Values(a.Figure),
                a.Adding,
                a.Contributors,
            ]);
        return sheet;
    }

    private static TableFile Of(Trend trend, string whose, string indicator, string part)
    {
        var sheet = new TableFile(
            "of",
            "indicator",
            "part",
            "period",
            "value",
            "denominator",
            "suppressed",
            "entered",
            "adding",
            "contributors"
        );
        foreach (var p in trend.Points)
            sheet.Add([
                whose,
                indicator,
                part,
                PeriodName.Of(p.Period),
                .. p.Figure is null ? [null, null, null, null] : Values(p.Figure),
                trend.Adding == Adding.Unspecified ? "" : trend.Adding,
                p.Contributors,
            ]);
        return sheet;
    }

    private static TableFile Of(Sangam.National.V1.Completeness completeness)
    {
        var sheet = new TableFile(
            "collective",
            "name",
            "state",
            "months_due",
            "months_released",
            "within_15_days",
            "within_30_days",
            "within_60_days",
            "median_days",
            "released_again",
            "away",
            "refused"
        );
        foreach (var r in completeness.Rows)
            sheet.Add(
                r.Collective,
                r.Name,
                r.StateCode,
                r.MonthsDue,
                r.MonthsReleased,
                r.Within15Days,
                r.Within30Days,
                r.Within60Days,
                r.MonthsReleased == 0 ? null : r.MedianDays,
                r.Revisions,
                r.SourceAway,
                r.Refused
            );
        return sheet;
    }

    private static TableFile Of(IEnumerable<Source> sources)
    {
        var sheet = new TableFile(
            "address",
            "own_issuer",
            "collectives",
            "releases_read",
            "pulled_at",
            "attempted_at",
            "next_attempt_at",
            "error",
            "failures",
            "running"
        );
        foreach (var s in sources)
            sheet.Add(
                s.Address,
                s.OwnIssuer,
                s.Collectives,
                s.ReleasesRead,
                s.PulledAt?.ToDateTimeOffset().ToString("o"),
                s.AttemptedAt?.ToDateTimeOffset().ToString("o"),
                s.NextAttemptAt?.ToDateTimeOffset().ToString("o"),
                s.Error,
                s.Failures,
                s.Running
            );
        return sheet;
    }

    private static IEnumerable<object?> Cell(Figure f) =>
        [f.AgeBand == default ? "" : f.AgeBand.ToString().TrimStart('_'), f.Gender == default ? "" : f.Gender];

    private static IEnumerable<object?> Values(Figure f) =>
        [f.Suppressed ? null : f.Value, f.Suppressed || !f.HasDenominator ? null : f.Denominator, f.Suppressed, f.Entered];

    private static string TypeWord(CollectiveType type) => type == CollectiveType.Unspecified ? "" : Choices.Types.WordOf(type);
}
