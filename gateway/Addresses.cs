using Yarp.ReverseProxy.Configuration;

namespace Gateway;

/// <summary>Where the services are, by service discovery (<c>services__{name}__{endpoint}__0</c> and on), and which host is ours.</summary>
public sealed class Addresses(IConfiguration configuration)
{
    /// <summary>What follows the dot of <c>{collective}.HOST</c>, e.g. <c>localhost</c>.</summary>
    public string Host => configuration["Gateway:Host"] is { Length: > 0 } host ? host.ToLowerInvariant()
        : throw new InvalidOperationException("Set Gateway__Host to the host name under which the portals stand, such as localhost.");

    public IReadOnlyDictionary<string, DestinationConfig> Of(string service, string endpoint)
    {
        var found = configuration.GetSection($"services:{service}:{endpoint}").GetChildren().ToDictionary(a => a.Key, a => new DestinationConfig { Address = a.Value! });
        return found.Count > 0 ? found
            : throw new InvalidOperationException($"Set services__{service}__{endpoint}__0 to the address of {service}'s {endpoint} endpoint.");
    }
}
