using System.Globalization;
using Grpc.Core;
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

        Add<SessionsClient>(builder, "identity");
        Add<AccountsClient>(builder, "identity");
        Add<TenantsClient>(builder, "identity");
        Add<MembersClient>(builder, "membership");
        Add<GroupsClient>(builder, "membership");
        Add<ImportsClient>(builder, "membership");
        Add<SettingsClient>(builder, "membership");
        Add<BylawsClient>(builder, "membership");
        Add<ProposalsClient>(builder, "membership");
        Add<ResolutionsClient>(builder, "membership");
        Add<OfficesClient>(builder, "membership");
        Add<CentresClient>(builder, "membership");
        Add<CalendarClient>(builder, "membership");
        Add<FundsClient>(builder, "membership");
        Add<ElectionsClient>(builder, "membership");
        Add<TrainingSessionsClient>(builder, "training");
        Add<OrientationsClient>(builder, "training");
        Add<EntitlementsClient>(builder, "livelihood");
        Add<ApplicationsClient>(builder, "livelihood");
        Add<LegalMattersClient>(builder, "protection");
        Add<CounsellingClient>(builder, "protection");
        Add<MediaStoriesClient>(builder, "protection");
        Add<MonthsClient>(builder, "indicators");
        Add<DictionaryClient>(builder, "indicators");
        Add<NationalClient>(builder, "indicators");
        Add<ValuesClient>(builder, "indicators");
        Add<SurveysClient>(builder, "indicators");
        Add<ReleasesClient>(builder, "indicators");
    }

    /// <summary>With the language of the page, so that texts that a service keeps in several come in that one.</summary>
    private static void Add<TClient>(WebApplicationBuilder builder, string service)
        where TClient : ClientBase =>
        builder
            .AddServiceClient<TClient>(service)
            .AddCallCredentials(
                (_, headers, scope) =>
                {
                    headers.AddToken(scope.GetRequiredService<CurrentSession>().AccessToken);
                    headers.Add("accept-language", CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
                    return Task.CompletedTask;
                }
            );
}
