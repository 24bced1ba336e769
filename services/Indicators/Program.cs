using Indicators;
using Indicators.Dictionary;
using Indicators.Exchange;
using Indicators.Facts;
using Indicators.Months;
using Indicators.National;
using Indicators.Releases;
using Indicators.Surveys;
using Indicators.Values;
using Sangam.Events;
using Sangam.Members;

var builder = WebApplication.CreateBuilder(args);
if (VerifyChainFile.Run(args))
    return;
if (await builder.MigrateAsync(args, "indicators", "national"))
    return;
builder.AddServiceDefaults();
builder.AddRpc();
builder.AddDatabase<IndicatorsDb>("indicators");
builder.Services.AddScoped<SigningKeys>();
builder.Services.AddSingleton(ReleaseOptions.From(builder.Configuration));
builder.AddNationalPlane();
builder.AddExchange();

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseRpc();
app.MapEvents<IndicatorsDb>(events => events.FollowMembers().FollowFacts().FollowSeats());
app.MapGrpcService<MonthsService>();
app.MapGrpcService<ReleasesService>();
app.MapGrpcService<NationalService>();
app.MapGrpcService<DictionaryService>();
app.MapGrpcService<ValuesService>();
app.MapGrpcService<SurveysService>();
app.MapExchange();
app.Run();
