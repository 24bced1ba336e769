using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Gateway;

/// <summary>
/// How much one client (an address; a /64 for IPv6) and one collective may ask. A token bucket each: so many at once, and so
/// many a second after that. Whole tables and imports cost more than pages, so a client has a narrower one for those of each
/// collective. Ways in, where one could guess passwords and codes, have a narrow bucket of their own on top.
/// </summary>
public static class Limits
{
    public const string Entry = "entry";
    public const string Collective = "collective";
    public const string Rest = "rest";

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var calls = Bucket(builder.Configuration, "Calls");
        var pages = Bucket(builder.Configuration, "Pages");
        var collective = Bucket(builder.Configuration, "Collective");
        var rest = Bucket(builder.Configuration, "Rest");
        var entry = Bucket(builder.Configuration, "Entry");
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (bool, string)>(http =>
                Door.IsCallPath(http.Request.Path)
                    ? RateLimitPartition.GetTokenBucketLimiter((true, Client(http)), _ => calls)
                    : RateLimitPartition.GetTokenBucketLimiter((false, Client(http)), _ => pages)
            );
            limiter.AddPolicy(
                Collective,
                http => RateLimitPartition.GetTokenBucketLimiter(http.Request.Host.Host.ToLowerInvariant(), _ => collective)
            );
            limiter.AddPolicy(
                Rest,
                http => RateLimitPartition.GetTokenBucketLimiter((http.Request.Host.Host.ToLowerInvariant(), Client(http)), _ => rest)
            );
            limiter.AddPolicy(Entry, http => RateLimitPartition.GetTokenBucketLimiter(Client(http), _ => entry));
            limiter.OnRejected = (rejected, _) => new(Answers.TooManyAsync(rejected.HttpContext));
        });
    }

    private static TokenBucketRateLimiterOptions Bucket(IConfiguration configuration, string name)
    {
        var burst = Number(configuration, $"Limits:{name}:Burst");
        var perSecond = Number(configuration, $"Limits:{name}:PerSecond");
        // Whole tokens only: a slow bucket gets one in a longer period, a fast one several in a shorter.
        var period = TimeSpan.FromSeconds(Math.Max(0.1, 1 / perSecond));
        return new()
        {
            TokenLimit = (int)burst,
            TokensPerPeriod = Math.Max(1, (int)(perSecond * period.TotalSeconds)),
            ReplenishmentPeriod = period,
            QueueLimit = 0,
        };
    }

    private static double Number(IConfiguration configuration, string key) =>
        double.TryParse(configuration[key], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new InvalidOperationException($"Set {key.Replace(":", "__", StringComparison.Ordinal)} to a number above 0.");

    private static string Client(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]).ToString()
            : address.ToString();
    }
}
