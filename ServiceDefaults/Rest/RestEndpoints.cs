using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Sangam.Rest;

public static class RestEndpoints
{
    /// <summary>
    /// REST endpoints under a prefix, by the rules of the rpcs: a handler is a method that names its permission
    /// (<see cref="Security.NeedsAttribute"/>), and what it refuses is answered with a status, a code and a sentence.
    /// </summary>
    public static RouteGroupBuilder MapRest(this IEndpointRouteBuilder app, string prefix) =>
        app.MapGroup(prefix)
            .AddEndpointFilter<RouteGroupBuilder, RestGate>()
            .WithMetadata(
                new ProducesResponseTypeMetadata(401, typeof(RestError), ["application/json"]),
                new ProducesResponseTypeMetadata(403, typeof(RestError), ["application/json"])
            );
}
