using Grpc.Core;
using Indicators.Dictionary;
using Sangam.Security;

namespace Indicators.Surveys;

public sealed partial class SurveysService
{
    private const int MostPeople = 10_000_000;

    /// <exception cref="Refusal"><c>not_in_surveys</c>: the indicator is not asked in surveys; <c>required</c>,
    /// <c>too_long</c>, <c>out_of_range</c>, <c>above_whole</c>, <c>no_such_day</c>, <c>in_the_future</c>.</exception>
    [Needs(Permission.SurveysRecord)]
    public override async Task<V1.SurveyTotal> RecordTotal(V1.RecordTotalRequest request, ServerCallContext context)
    {
        if (
            !IndicatorDictionary.Current.Parts.Any(p =>
                p.Indicator.Code == request.Indicator && p.Part.Part == request.Part && p.Part.Counts == Counts.Survey
            )
        )
            throw Refusal.Invalid("indicator", "not_in_surveys", "This figure is not asked in surveys.");
        if (request.Denominator is < 1 or > MostPeople)
            throw Refusal.Invalid("denominator", "out_of_range", "Say how many were asked, at least one.");
        if (request.Numerator < 0)
            throw Refusal.Invalid("numerator", "out_of_range", "This cannot be less than 0.");
        if (request.Numerator > request.Denominator)
            throw Refusal.Invalid("numerator", "above_whole", "The part cannot be more than the whole.");

        var total = new SurveyTotal
        {
            Indicator = request.Indicator,
            Part = request.Part,
            Day = Dates.Past(request.Day, "day", clock.Today),
            Instrument = Input.Required(request.Instrument, "instrument", SurveyTotal.LongestInstrument),
            Numerator = request.Numerator,
            Denominator = request.Denominator,
        };
        db.SurveyTotals.Add(total);
        await db.SaveChangesAsync(context.CancellationToken);
        return total.ToMessage();
    }
}
