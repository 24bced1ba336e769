using Grpc.Core;
using Sangam.Security;

namespace Indicators.Dictionary;

public sealed partial class DictionaryService
{
    [OpenToAll("It says which dictionaries there are and nothing about anybody.", SignedIn = true)]
    public override Task<V1.ListVersionsResponse> ListVersions(V1.ListVersionsRequest request, ServerCallContext context) =>
        Task.FromResult(
            new V1.ListVersionsResponse
            {
                Versions =
                {
                    IndicatorDictionary
                        .Versions.Values.OrderByDescending(d => d.Version, StringComparer.Ordinal)
                        .Select(d => new V1.DictionaryVersion
                        {
                            Version = d.Version,
                            Current = d == IndicatorDictionary.Current,
                            Indicators = d.Indicators.Count,
                            Languages = { d.Languages },
                        }),
                },
            }
        );
}
