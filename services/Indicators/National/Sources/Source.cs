using Grpc.Core;
using Grpc.Net.ClientFactory;

namespace Indicators.National.Sources;

/// <summary>An installation from which releases are pulled.</summary>
/// <param name="Address">Of its gRPC gateway.</param>
/// <param name="Authority">Its own token issuer, when it is another installation; null for ours.</param>
public sealed record Source(string Address, string? Authority = null, string? ClientId = null, string? ClientSecret = null)
{
    /// <summary>Its gateway as a typed client, see <see cref="SourceClients"/>.</summary>
    public TClient Client<TClient>(GrpcClientFactory clients)
        where TClient : ClientBase => clients.CreateClient<TClient>(ClientName<TClient>());

    internal string ClientName<TClient>() => $"{typeof(TClient).Name} at {Address}";

    // So that no log that shows a source shows its secret.
    public override string ToString() => Address;
}
