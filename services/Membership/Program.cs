using Membership;
using Membership.Funds;
using Membership.Groups;
using Membership.Imports;
using Membership.Members;
using Membership.Settings;

var builder = WebApplication.CreateBuilder(args);
if (await builder.MigrateAsync(args, "membership")) return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddRetention();
builder.AddDatabase<MembershipDb>("membership", MembersService.FollowAsync);
builder.Services.AddHostedService<ImportWorker>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<MembersService>();
app.MapGrpcService<GroupsService>();
app.MapGrpcService<FundsService>();
app.MapGrpcService<ImportsService>();
app.MapGrpcService<SettingsService>();
app.Run();
