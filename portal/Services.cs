using System.Globalization;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Portal.Access;
using Sangam.Rpc;
using static Sangam.Identity.V1.Accounts;
using static Sangam.Identity.V1.Sessions;
using static Sangam.Identity.V1.Tenants;
using static Sangam.Indicators.V1.Dictionary;
using static Sangam.Indicators.V1.Months;
using static Sangam.Indicators.V1.Releases;
using static Sangam.Indicators.V1.Surveys;
using static Sangam.Indicators.V1.Values;
using static Sangam.Livelihood.V1.Applications;
using static Sangam.Livelihood.V1.Entitlements;
using static Sangam.Membership.V1.Bylaws;
using static Sangam.Membership.V1.Calendar;
using static Sangam.Membership.V1.Centres;
using static Sangam.Membership.V1.Elections;
using static Sangam.Membership.V1.Funds;
using static Sangam.Membership.V1.Groups;
using static Sangam.Membership.V1.Imports;
using static Sangam.Membership.V1.Members;
using static Sangam.Membership.V1.Offices;
using static Sangam.Membership.V1.Proposals;
using static Sangam.Membership.V1.Resolutions;
using static Sangam.Membership.V1.Settings;
using static Sangam.National.V1.National;
using static Sangam.Protection.V1.Counselling;
using static Sangam.Protection.V1.LegalMatters;
using static Sangam.Protection.V1.MediaStories;
using static Sangam.Training.V1.Orientations;
using static Sangam.Training.V1.TrainingSessions;

namespace Portal;

/// <summary>
/// The services behind the portal, as typed clients that a page injects (<c>@inject MembersClient Members</c>). Every call carries the
/// signed-in person's own token; the portal has no rights of its own.
/// </summary>
public static class Services
{
    public static void AddServices(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<CurrentSession>();

        Add(builder, "identity", calls => new SessionsClient(calls));
        Add(builder, "identity", calls => new AccountsClient(calls));
        Add(builder, "identity", calls => new TenantsClient(calls));
        Add(builder, "membership", calls => new MembersClient(calls));
        Add(builder, "membership", calls => new GroupsClient(calls));
        Add(builder, "membership", calls => new ImportsClient(calls));
        Add(builder, "membership", calls => new SettingsClient(calls));
        Add(builder, "membership", calls => new BylawsClient(calls));
        Add(builder, "membership", calls => new ProposalsClient(calls));
        Add(builder, "membership", calls => new ResolutionsClient(calls));
        Add(builder, "membership", calls => new OfficesClient(calls));
        Add(builder, "membership", calls => new CentresClient(calls));
        Add(builder, "membership", calls => new CalendarClient(calls));
        Add(builder, "membership", calls => new FundsClient(calls));
        Add(builder, "membership", calls => new ElectionsClient(calls));
        Add(builder, "training", calls => new TrainingSessionsClient(calls));
        Add(builder, "training", calls => new OrientationsClient(calls));
        Add(builder, "livelihood", calls => new EntitlementsClient(calls));
        Add(builder, "livelihood", calls => new ApplicationsClient(calls));
        Add(builder, "protection", calls => new LegalMattersClient(calls));
        Add(builder, "protection", calls => new CounsellingClient(calls));
        Add(builder, "protection", calls => new MediaStoriesClient(calls));
        Add(builder, "indicators", calls => new MonthsClient(calls));
        Add(builder, "indicators", calls => new DictionaryClient(calls));
        Add(builder, "indicators", calls => new NationalClient(calls));
        Add(builder, "indicators", calls => new ValuesClient(calls));
        Add(builder, "indicators", calls => new ReleasesClient(calls));
        Add(builder, "indicators", calls => new SurveysClient(calls));
    }

    private static void Add<TClient>(WebApplicationBuilder builder, string service, Func<CallInvoker, TClient> make) where TClient : class =>
        builder.Services.AddScoped(scope =>
        {
            var session = scope.GetRequiredService<CurrentSession>();
            return make(scope.GetRequiredService<ServiceClients>().To(service, _ => ValueTask.FromResult(session.AccessToken)).Intercept(InTheReadersLanguage));
        });

    /// <summary>So that texts that a service keeps in several languages come in that of the page.</summary>
    private static Metadata InTheReadersLanguage(Metadata headers)
    {
        headers.Add("accept-language", CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return headers;
    }
}
