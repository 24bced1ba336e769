namespace Sangam.AppHost;

internal static class Dashboard
{
    /// <summary>
    /// Puts the dashboard at <c>Ports:Dashboard</c>: its pages there, what takes telemetry 4000 above, what it asks the app host 5000
    /// above. Without that setting it is where the launch profile says.
    /// </summary>
    public static void PlaceDashboard(this IDistributedApplicationBuilder builder, Installation installation)
    {
        if (installation.DashboardPort is not { } port)
            return;
        builder.Configuration["ASPNETCORE_URLS"] = $"http://localhost:{port}";
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{port + 4000}";
        builder.Configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{port + 5000}";
    }

    /// <summary>Where to sign in to it; none without a dashboard.</summary>
    public static string? DashboardLink(this IDistributedApplicationBuilder builder) =>
        builder.Configuration["AppHost:BrowserToken"] is { Length: > 0 } token
        && builder.Configuration["ASPNETCORE_URLS"] is { Length: > 0 } urls
            ? $"{urls.Split(';')[0]}/login?t={token}"
            : null;
}
