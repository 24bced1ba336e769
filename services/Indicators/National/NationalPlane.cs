namespace Indicators.National;

public static class NationalPlane
{
    /// <summary>The network's own part: its database, and the pulling of releases from the installations it names.</summary>
    public static void AddNationalPlane(this WebApplicationBuilder builder)
    {
        builder.AddDatabaseWithoutTenants<NationalDb>("national");
        builder.Services.AddSingleton(Sources.From(builder.Configuration));
        builder.Services.AddScoped<Puller>();
        builder.Services.AddHostedService<PullAgainAndAgain>();
    }
}

/// <summary>From where releases are pulled: addresses of gRPC gateways, our own installation's among them; none where there is no network.</summary>
public sealed record Sources(IReadOnlyList<string> Addresses, TimeSpan Every)
{
    private static readonly TimeSpan Usually = TimeSpan.FromMinutes(1);

    public static Sources From(IConfiguration configuration)
    {
        var addresses = configuration.GetSection("National:Sources").Get<string[]>() ?? [];
        if (addresses.Length == 0 && configuration["Sangam:ClientId"] is { Length: > 0 })
            throw new InvalidOperationException("Set National__Sources__0 to the gRPC address of the gateway from which releases are pulled, or leave Sangam__ClientId out where there is no network.");
        return new(addresses, configuration.GetValue("National:PullEvery", Usually));
    }
}
