using Grpc.Core;
using Indicators.Dictionary.Dhis2;
using Sangam.Security;

namespace Indicators.Dictionary;

public sealed partial class DictionaryService
{
    /// <exception cref="Refusal"><c>version</c>, <c>unknown_choice</c>.</exception>
    [OpenToAll("It says what is counted and nothing about anybody.", SignedIn = true)]
    public override Task<V1.ExportMetadataResponse> ExportMetadata(V1.ExportMetadataRequest request, ServerCallContext context)
    {
        var dictionary = Find(request.Version);
        return Task.FromResult(new V1.ExportMetadataResponse { Version = dictionary.Version, Json = Dhis2Metadata.Json(dictionary) });
    }
}
