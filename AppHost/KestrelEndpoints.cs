namespace Sangam.AppHost;

internal static class KestrelEndpoints
{
    /// <summary>
    /// A named Kestrel endpoint. Without TLS an endpoint speaks either HTTP/1.1 or HTTP/2, so gRPC needs one of its own. Without
    /// <paramref name="port"/> any free one is taken, and kept when the process starts again. The process listens there itself: the
    /// orchestrator's proxy would cost each call a hop, takes connections before anybody answers, and may lose a process that came back.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithKestrelEndpoint(
        this IResourceBuilder<ProjectResource> project,
        string name,
        int? port = null,
        string protocols = "Http1"
    ) =>
        project
            .WithHttpEndpoint(port, name: name, isProxied: false)
            .WithEndpointsInEnvironment(endpoint => endpoint.Name != name)
            .WithEnvironment(
                $"Kestrel__Endpoints__{name}__Url",
                $"http://localhost:{project.GetEndpoint(name).Property(EndpointProperty.TargetPort)}"
            )
            .WithEnvironment($"Kestrel__Endpoints__{name}__Protocols", protocols);
}
