using Protection;
using Protection.Counselling;
using Protection.Matters;
using Protection.Stories;
using Sangam.Events;
using Sangam.Members;

var builder = WebApplication.CreateBuilder(args);
if (await builder.MigrateAsync(args, "protection"))
    return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddDatabase<ProtectionDb>("protection");

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseRpc();
app.MapGrpcService<MattersService>();
app.MapGrpcService<CounsellingService>();
app.MapGrpcService<StoriesService>();
app.MapEvents<ProtectionDb>(events => events.FollowMembers());
app.Run();
