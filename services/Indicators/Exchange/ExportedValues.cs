using Indicators.Exchange.Formats;
using Indicators.Figures;
using Sangam.Rest;

namespace Indicators.Exchange;

public static class ExportedValues
{
    /// <summary>
    /// Figures as data values. What is suppressed is left out, never 0. A ratio is two values. Where a figure is broken down, a
    /// cell of which nothing is said is 0 and is sent as 0, so that a cell that is missing is one that is suppressed.
    /// </summary>
    public static DataValueSet Export(this ExportQuery query, IEnumerable<(string Collective, IReadOnlyList<Figure> Figures)> of) =>
        new(
            query.DataSet,
            [
                .. from collective in of
                from figure in collective.Figures.WithZeros()
                where !figure.Suppressed
                from denominator in figure.Denominator is null ? (bool[])[false] : [false, true]
                let key = new ValueKey(figure.Indicator, figure.Part, denominator, figure.AgeBand, figure.Gender)
                where query.Names.Knows(key) && query.IsWanted(key, figure.Period)
                select query.Names.Value(
                    key,
                    figure.Period,
                    collective.Collective,
                    denominator ? figure.Denominator!.Value : figure.Value,
                    figure.Entered
                ),
            ]
        );

    public static IResult ToResult(this DataValueSet set, Format format, TimeProvider clock)
    {
        var values =
            format == Format.Adx
                ? set with
                {
                    Values = [.. set.Values.Select(v => v with { Period = PeriodCode.Adx(PeriodCode.Read(v.Period)!.Value) })],
                }
                : set;
        // ADX says when it was made, which does not make it another.
        return new Representation(
            format.Write(values, new(clock.Now)),
            format.Type,
            sameAs: format == Format.Adx ? format.Write(values, default) : null
        );
    }
}
