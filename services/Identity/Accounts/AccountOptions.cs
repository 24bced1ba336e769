using Identity.Tenants;

namespace Identity.Accounts;

public static class AccountOptions
{
    public const int ShortestPassword = 10;
    public const int WrongPasswords = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddIdentityCore<Account>(o =>
            {
                // Length is what helps; rules about digits and signs make passwords that end up on paper (NIST SP 800-63B, 5.1.1.2).
                o.Password.RequiredLength = ShortestPassword;
                o.Password.RequiredUniqueChars = 4;
                o.Password.RequireDigit = false;
                o.Password.RequireLowercase = false;
                o.Password.RequireUppercase = false;
                o.Password.RequireNonAlphanumeric = false;
                o.Lockout.MaxFailedAccessAttempts = WrongPasswords;
                o.Lockout.DefaultLockoutTimeSpan = Lockout;
                o.User.AllowedUserNameCharacters = ""; // Account.ReadName decides, for every script
            })
            .AddUserStore<AccountStore>();
        builder.Services.AddScoped<Passwords>();
        builder.Services.AddScoped<Realm>();
        builder.Services.AddSingleton<InvitationCodes>();
    }
}
