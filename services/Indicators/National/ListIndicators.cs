using Grpc.Core;
using Indicators.Dictionary;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    /// <exception cref="Refusal"><c>language</c>, <c>unknown_choice</c>.</exception>
    [OpenToAll(
        "The dictionary says what is counted and nothing about anybody; collectives read their own figures by it too.",
        SignedIn = true
    )]
    public override Task<NationalV1.ListIndicatorsResponse> ListIndicators(
        NationalV1.ListIndicatorsRequest request,
        ServerCallContext context
    )
    {
        var words = IndicatorDictionary.Current.In(Languages.Asked(request.Language, context));
        return Task.FromResult(
            new NationalV1.ListIndicatorsResponse
            {
                Indicators = { IndicatorDictionary.Current.Indicators.Select(i => Message(i, words.Of(i))) },
            }
        );
    }

    private static NationalV1.Indicator Message(Indicator indicator, IndicatorWords words) =>
        new()
        {
            Code = indicator.Code,
            Name = words.Name,
            Definition = words.Definition,
            Parts =
            {
                indicator.Parts.Select(p => new NationalV1.IndicatorPart
                {
                    Part = p.Part,
                    Type = p.Type,
                    Name = words.Parts[p.Part],
                    Unit = p.Unit,
                }),
            },
        };
}
