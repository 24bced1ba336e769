namespace Indicators.National;

public static class NationalPlane
{
    /// <summary>
    /// The network's own part: its database, the pulling of releases from the installations it names, and the publishing of
    /// what they add up to.
    /// </summary>
    public static void AddNationalPlane(this WebApplicationBuilder builder)
    {
        builder.AddDatabaseWithoutTenants<NationalDb>("national");
        var sources = Sources.From(builder.Configuration);
        builder.Services.AddSingleton(sources);
        builder.Services.AddSourceClients(sources);
        builder.Services.AddSingleton(PublicationTimes.From(builder.Configuration));
        builder.Services.AddSingleton<Pulling>();
        builder.Services.AddScoped<Puller>();
        builder.Services.AddScoped<Keeping>();
        builder.Services.AddScoped<Publisher>();
        builder.Services.AddHostedService<PullAgainAndAgain>();
    }
}
