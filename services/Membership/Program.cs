using Membership;
using Membership.Elections;
using Membership.Groups;
using Membership.Members;

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
app.MapGrpcService<ElectionsService>();
app.Run();
