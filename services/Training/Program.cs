using Sangam.Events;
using Sangam.Members;
using Training;
using Training.Orientations;
using Training.Sessions;

var builder = WebApplication.CreateBuilder(args);
if (await builder.MigrateAsync(args, "training"))
    return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddDatabase<TrainingDb>("training");

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseRpc();
app.MapGrpcService<SessionsService>();
app.MapGrpcService<OrientationsService>();
app.MapEvents<TrainingDb>(events => events.FollowMembers());
app.Run();
