using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Portal.Access;

public static class SessionSetup
{
    /// <summary>
    /// Sign-in by cookie. <c>Portal:IdleMinutes</c> (20) locks a portal nobody touches. <c>Portal:KeysFolder</c> is where the
    /// keys of cookies and forms are kept; replicas must share it.
    /// </summary>
    public static void AddSessions(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var idle = TimeSpan.FromMinutes(builder.Configuration.GetValue("Portal:IdleMinutes", 20));
        var keys = services.AddDataProtection().SetApplicationName("portal");
        if (builder.Configuration["Portal:KeysFolder"] is { Length: > 0 } folder)
            keys.PersistKeysToFileSystem(new DirectoryInfo(folder));

        services.AddDistributedMemoryCache();
        services.AddSingleton<ITicketStore, ServerSideTickets>();
        services.AddScoped<SessionCookie>();
        services.AddScoped<Ids>();
        services
            .AddAuthentication(SessionTicket.Scheme)
            .AddCookie(
                SessionTicket.Scheme,
                options =>
                {
                    options.Cookie.Name = SessionCookie.Name;
                    options.Cookie.HttpOnly = true;
                    options.Cookie.SameSite = SameSiteMode.Lax;
                    options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    options.ExpireTimeSpan = idle;
                    options.SlidingExpiration = true;
                    options.EventsType = typeof(SessionCookie);
                }
            );
        services
            .AddOptions<CookieAuthenticationOptions>(SessionTicket.Scheme)
            .Configure<ITicketStore>((options, store) => options.SessionStore = store);

        services.AddAuthorization();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "f";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true; // Headers sets it for every answer
        });
    }

    /// <summary>Whether the page or file is one that needs no sign-in.</summary>
    internal static bool IsForAnyone(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>
    /// A policy's name is the permission it asks for: <c>@attribute [Authorize(Permission.MembersRead)]</c>. Every page asks at
    /// least for a sign-in, see <c>Program.cs</c>.
    /// </summary>
    private sealed class PermissionPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
    {
        public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
            Task.FromResult<AuthorizationPolicy?>(
                new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(SessionTicket.Permission, policyName).Build()
            );
    }
}
