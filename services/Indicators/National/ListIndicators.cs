using Grpc.Core;
using Indicators.Dictionary;
using Sangam.Security;

namespace Indicators.National;

public sealed partial class NationalService
{
    [OpenToAll("The dictionary says what is counted and nothing about anybody; collectives read their own figures by it too.", SignedIn = true)]
    public override Task<NationalV1.ListIndicatorsResponse> ListIndicators(NationalV1.ListIndicatorsRequest request, ServerCallContext context) => Task.FromResult(new NationalV1.ListIndicatorsResponse
    {
        Indicators =
        {
            IndicatorDictionary.Current.Indicators.Select(i => new NationalV1.Indicator
            {
                Code = i.Code, Name = i.Name, Definition = i.Definition,
                Parts = { i.Parts.Select(p => new NationalV1.IndicatorPart { Part = p.Part, Type = p.Type, Name = p.Name }) },
            }),
        },
    });
}
