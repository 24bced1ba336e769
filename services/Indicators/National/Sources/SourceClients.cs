using Grpc.Core;
using Sangam.Rpc;
using Identity = Sangam.Identity.V1;

namespace Indicators.National.Sources;

/// <summary>The clients with which sources are read: addresses outside, each with a token of its own.</summary>
public static class SourceClients
{
    public static void AddSourceClients(this IServiceCollection services, SourceOptions sources)
    {
        services.AddSingleton<SourceTokens>();
        foreach (var source in sources.All)
        {
            Add<Identity.Tenants.TenantsClient>(services, source);
            Add<V1.Releases.ReleasesClient>(services, source);
        }
    }

    private static void Add<TClient>(IServiceCollection services, Source source)
        where TClient : ClientBase =>
        services
            .AddClient<TClient>(source.ClientName<TClient>(), source.Address)
            .AddCallCredentials(
                async (call, headers, scope) =>
                    headers.AddToken(await scope.GetRequiredService<SourceTokens>().GetAsync(source, call.CancellationToken))
            );
}
