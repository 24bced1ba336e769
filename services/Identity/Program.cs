using Identity;
using Identity.Accounts;
using Identity.Sessions;
using Identity.Tenants;
using Identity.Tokens;
using Sangam.Events;
using Sangam.Members;

var builder = WebApplication.CreateBuilder(args);
if (await builder.MigrateAsync(args, "identity"))
    return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddDatabase<IdentityDb>("identity");
builder.AddTokens();
builder.AddAccounts();

var app = builder.Build();
app.UseNetwork();
app.MapDefaultEndpoints();
app.UseRpc();
app.MapProvider();
app.MapGrpcService<SessionsService>();
app.MapGrpcService<AccountsService>();
app.MapGrpcService<TenantsService>();
app.MapEvents<IdentityDb>(events => events.FollowErasures());
app.Run();
