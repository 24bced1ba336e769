using Portal;
using Portal.Components;
using Portal.Access;
using Portal.Wording;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.AddServices();
builder.AddSites();
builder.AddSessions();
builder.AddWords();
builder.Services.AddRazorComponents();
builder.Services.AddPageFurniture();

var app = builder.Build();
app.UseOutwardScheme();
app.UsePlainProblems();
app.UsePageHeaders();
app.UseRouting();
app.UseSites();
app.UseWords();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets().AllowAnonymous();
app.MapRazorComponents<App>();
app.MapLeaving();
app.MapLanguages();
app.Run();
