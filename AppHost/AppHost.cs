using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sangam.AppHost;

var builder = DistributedApplication.CreateBuilder(
    new DistributedApplicationOptions { Args = args, DisableDashboard = args.Contains("--Dashboard:Enabled=false") }
);

var installation = Installation.Of(builder);
builder.PlaceDashboard(installation);
var postgres = builder.AddPostgres("postgres", installation);
var keys = postgres.AddDatabase("keys"); // apart from the records that they open

var identity = builder
    .AddService<Projects.Identity>("identity", installation, keys, postgres.AddDatabase("identity"))
    .WithEnvironment("Clients__operator__Secret", installation.OperatorSecret)
    .WithEnvironment("Clients__puller__Secret", installation.PullerSecret);
var membership = builder.AddService<Projects.Membership>("membership", installation, keys, postgres.AddDatabase("membership"));
var training = builder.AddService<Projects.Training>("training", installation, keys, postgres.AddDatabase("training"));
var livelihood = builder.AddService<Projects.Livelihood>("livelihood", installation, keys, postgres.AddDatabase("livelihood"));
var protection = builder.AddService<Projects.Protection>("protection", installation, keys, postgres.AddDatabase("protection"));
var indicators = builder
    .AddService<Projects.Indicators>("indicators", installation, keys, postgres.AddDatabase("indicators"), postgres.AddDatabase("national"))
    .WithEnvironment("Releases__Cooling", "00:00:00") // nobody wants to wait an hour to see what the network sees
    .WithEnvironment("Sangam__ClientId", "puller")
    .WithEnvironment("Sangam__ClientSecret", installation.PullerSecret);

IResourceBuilder<ProjectResource>[] services = [identity, membership, training, livelihood, protection, indicators];
foreach (var service in services)
{
    service
        .WithAuthority(identity)
        .WithSubscribers(service == membership ? [identity, training, livelihood, protection, indicators] : [indicators]);
    if (service != identity)
        service.WithReferences(identity);
}

var portal = builder
    .AddWeb<Projects.Portal>("portal")
    .WithReferences(services)
    .WithAuthority(identity)
    .WithEnvironment("Portal__KeysFolder", Path.Combine(installation.DataFolder, "portal"));
var gateway = builder
    .AddWeb<Projects.Gateway>("gateway", installation.WebPort)
    .WithKestrelEndpoint("grpc", installation.GrpcPort, protocols: "Http2")
    .WithExternalHttpEndpoints()
    .WithReferences([.. services, portal])
    .WithAuthority(identity)
    .WithEnvironment("Gateway__Host", installation.Host);

// The network pulls from us by the public door, as from any other installation.
indicators.WithEnvironment("National__Sources__0", gateway.GetEndpoint("grpc"));

if (installation.WithDemo)
    builder.AddDemo<Projects.Demo>("demo", gateway, installation);

builder.SayWelcome(installation, gateway);
builder.ShowLinesOf("demo");
builder.Services.AddHostedService<Supervisor>().TryAddSingleton(TimeProvider.System);
builder.Build().Run();
