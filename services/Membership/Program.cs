using Membership;
using Membership.Calendar;
using Membership.Centres;
using Membership.Decisions;
using Membership.Elections;
using Membership.Funds;
using Membership.Groups;
using Membership.Imports;
using Membership.Members;
using Membership.Offices;
using Membership.Settings;

var builder = WebApplication.CreateBuilder(args);
if (await builder.MigrateAsync(args, "membership"))
    return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddRetention();
builder.AddDatabase<MembershipDb>("membership", MembersService.FollowAsync);
builder.Services.AddHostedService<ImportWorker>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseRpc();
app.MapGrpcService<MembersService>();
app.MapGrpcService<GroupsService>();
app.MapGrpcService<ImportsService>();
app.MapGrpcService<SettingsService>();
app.MapGrpcService<BylawsService>();
app.MapGrpcService<ProposalsService>();
app.MapGrpcService<ResolutionsService>();
app.MapGrpcService<OfficesService>();
app.MapGrpcService<CentresService>();
app.MapGrpcService<CalendarService>();
app.MapGrpcService<FundsService>();
app.MapGrpcService<ElectionsService>();
app.Run();
