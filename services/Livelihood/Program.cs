using Livelihood;
using Livelihood.Applications;
using Livelihood.Entitlements;
using Sangam.Events;
using Sangam.Members;

var builder = WebApplication.CreateBuilder(args);
if (await builder.MigrateAsync(args, "livelihood"))
    return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddDatabase<LivelihoodDb>("livelihood");

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseRpc();
app.MapGrpcService<EntitlementsService>();
app.MapGrpcService<ApplicationsService>();
app.MapEvents<LivelihoodDb>(events => events.FollowMembers());
app.Run();
