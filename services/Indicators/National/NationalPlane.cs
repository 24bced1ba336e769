using Indicators.National.Arrivals;
using Indicators.National.Publication;
using Indicators.National.Pulls;
using Indicators.National.Sources;

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
        var sources = SourceOptions.From(builder.Configuration);
        builder.Services.AddSingleton(sources);
        builder.Services.AddSourceClients(sources);
        builder.Services.AddSingleton(PublicationTimes.From(builder.Configuration));
        builder.Services.AddSingleton<PullCoordinator>();
        builder.Services.AddScoped<Puller>();
        builder.Services.AddScoped<PageIntake>();
        builder.Services.AddScoped<Publisher>();
        builder.Services.AddHostedService<PullSchedule>();
    }
}
