using Gateway;
using Sangam.Rpc;

// The only public door. Endpoints come from Kestrel's configuration: `http` (HTTP/1.1, pages), `grpc` (HTTP/2 without TLS), and where
// TLS is wanted a third, which carries both: Kestrel__Endpoints__https__Url=https://*:443 with
// Kestrel__Endpoints__https__Certificate__Path and __KeyPath. `http` then stays inside, for health checks.
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.AddServiceDefaults();
builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder", LogLevel.None); // a stack trace for each; Answers says it in a line
builder.AddTrustedProxies();
builder.AddRoutes();
builder.AddProtocols();
builder.AddLimits();

var app = builder.Build();
app.UseTrustedProxies();
app.UseAnswerHeaders();
app.UseRichErrors();
app.UseNeutralAnswers();
app.UseStrictDoor();
app.UseRateLimiter();
app.MapDefaultEndpoints();
app.MapProtocols();
app.MapReverseProxy();
app.MapFallback("{**path}", Answers.NotFoundAsync);
app.Run();
