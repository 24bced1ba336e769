using Portal.Components.Parts.Charts;
using Portal.Wording;
using Sangam.Indicators.V1;

namespace Portal.Components.Pages.Network;

/// <summary>Figures as bars to compare, and the sentence that reads them. What is suppressed is a bar that says so.</summary>
internal static class FigureBars
{
    private static Words Own => Words.Of(typeof(FigureBars));

    public static BarChart.Bar Of(string label, Figure? figure, Unit unit) =>
        figure switch
        {
            null or { Suppressed: false, HasDenominator: true, Denominator: 0 } => new(label, null, "", Suppressed: false),
            { Suppressed: true } => new(label, null, "", Suppressed: true),
            { HasDenominator: true } ratio when unit != Unit.Days => new(
                label,
                (double)ratio.Value / ratio.Denominator,
                Format.Percent(ratio.Value, ratio.Denominator),
                Suppressed: false
            ),
            _ => new(
                label,
                figure.Value,
                unit == Unit.Paise ? Format.Rupees(figure.Value) : Format.Number(figure.Value),
                Suppressed: false
            ),
        };

    public static string Reading(IReadOnlyList<BarChart.Bar> bars)
    {
        var known = bars.Where(bar => bar.Value is not null).ToList();
        if (known.Count == 0)
            return Own["No figure can be shown for this period."];
        var most = known.MaxBy(bar => bar.Value)!;
        return most.Value == 0 ? Own["Nothing was counted in this period."]
            : known.Count == 1 ? Own["{0}: {1}.", most.Label, most.Text]
            : Own["{0} has the most: {1}.", most.Label, most.Text];
    }
}
