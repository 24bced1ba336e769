using Indicators;
using Indicators.Facts;
using Indicators.Months;
using Indicators.National;
using Indicators.Releases;
using Indicators.Surveys;
using Indicators.Values;
using Sangam.Events;
using Sangam.Members;

var builder = WebApplication.CreateBuilder(args);
if (VerifyChainFile.Run(args)) return;
if (await builder.MigrateAsync(args, "indicators", "national")) return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddDatabase<IndicatorsDb>("indicators");
builder.Services.AddScoped<SigningKeys>();
builder.Services.AddSingleton(ReleaseOptions.From(builder.Configuration));
builder.AddNationalPlane();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapEvents<IndicatorsDb>(events => events.FollowMembers().FollowFacts().FollowSeats());
app.MapGrpcService<MonthsService>();
app.MapGrpcService<ReleasesService>();
app.MapGrpcService<NationalService>();
app.MapGrpcService<ValuesService>();
app.MapGrpcService<SurveysService>();
app.Run();
