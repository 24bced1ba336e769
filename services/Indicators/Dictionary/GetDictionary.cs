using Grpc.Core;
using Sangam.Security;

namespace Indicators.Dictionary;

public sealed partial class DictionaryService
{
    /// <exception cref="Refusal"><c>version</c> or <c>language</c>, <c>unknown_choice</c>.</exception>
    [OpenToAll(
        "The dictionary says what is counted and nothing about anybody; collectives and the network read the same one.",
        SignedIn = true
    )]
    public override Task<V1.IndicatorDictionary> GetDictionary(V1.GetDictionaryRequest request, ServerCallContext context)
    {
        var dictionary = Find(request.Version);
        var words = dictionary.In(Languages.Asked(request.Language, context));
        return Task.FromResult(
            new V1.IndicatorDictionary
            {
                Version = dictionary.Version,
                Language = words.Language,
                Languages = { dictionary.Languages },
                Current = dictionary == IndicatorDictionary.Current,
                Indicators = { dictionary.Indicators.Select(i => Entry(i, words.Of(i))) },
            }
        );
    }

    private static V1.IndicatorEntry Entry(Indicator indicator, IndicatorWords words) =>
        new()
        {
            Code = indicator.Code,
            Name = words.Name,
            Definition = words.Definition,
            Sources = { indicator.Sources },
            Period = indicator.Period,
            NetworkThreshold = Indicator.NetworkThreshold,
            PublicThreshold = indicator.PublicThreshold,
            Parts =
            {
                indicator.Parts.Select(p => new V1.IndicatorEntryPart
                {
                    Part = p.Part,
                    Name = words.Parts[p.Part],
                    Type = p.Type,
                    Unit = p.Unit,
                    Counting = Enum.Parse<V1.Counting>($"{p.Counts}"),
                    Longer = Enum.Parse<V1.Longer>($"{p.Span}"),
                    Breakdown = p.Breakdown,
                }),
            },
        };
}
