using Sangam.Rpc;

namespace Indicators.National.Sources;

/// <summary>The tokens with which sources are read: each from the issuer of its own installation.</summary>
public sealed class SourceTokens(SourceOptions sources, ServiceToken own, IHttpClientFactory clients, TimeProvider clock)
{
    private readonly Dictionary<string, ServiceToken> foreign = sources
        .All.Where(s => s.Authority is not null)
        .ToDictionary(
            s => s.Address,
            s => new ServiceToken(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        new Dictionary<string, string?>
                        {
                            ["Sangam:Authority"] = s.Authority,
                            ["Sangam:ClientId"] = s.ClientId,
                            ["Sangam:ClientSecret"] = s.ClientSecret,
                        }
                    )
                    .Build(),
                clients,
                clock
            )
        );

    public ValueTask<string?> GetAsync(Source source, CancellationToken cancellationToken) =>
        foreign.GetValueOrDefault(source.Address, own).GetAsync(cancellationToken);
}
