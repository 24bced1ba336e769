using Membership;
using Membership.Calendar;
using Membership.Centres;
using Membership.Groups;
using Membership.Members;
using Membership.Offices;

var builder = WebApplication.CreateBuilder(args);
if (await builder.MigrateAsync(args, "membership")) return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddRetention();
builder.AddDatabase<MembershipDb>("membership", MembersService.FollowAsync);

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<MembersService>();
app.MapGrpcService<GroupsService>();
app.MapGrpcService<OfficesService>();
app.MapGrpcService<CentresService>();
app.MapGrpcService<CalendarService>();
app.Run();
