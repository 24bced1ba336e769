namespace Indicators.National.Sources;

/// <summary>
/// From where releases are pulled: addresses of gRPC gateways, our own installation's among them; none where there is no
/// network.
/// </summary>
/// <param name="Every">How long after a pull the next one is.</param>
/// <param name="Patience">How long one source may take before it is left for the next time.</param>
public sealed record SourceOptions(IReadOnlyList<Source> All, TimeSpan Every, TimeSpan Patience)
{
    private static readonly TimeSpan Usually = TimeSpan.FromMinutes(1),
        LongEnough = TimeSpan.FromMinutes(10);

    public IReadOnlyList<string> Addresses { get; } = [.. All.Select(s => s.Address)];

    /// <summary>
    /// <c>National:Sources:0</c> is the address of our own gateway. One of another installation has
    /// <c>National:Sources:1:Address</c>, and to get its tokens
    /// <c>Authority</c>, <c>ClientId</c> and <c>ClientSecret</c> (or <c>Secret</c>) beside it.
    /// </summary>
    public static SourceOptions From(IConfiguration configuration)
    {
        var all = configuration.GetSection("National:Sources").GetChildren().Select(Read).ToList();
        if (all.Count == 0 && configuration["Sangam:ClientId"] is { Length: > 0 })
            throw new InvalidOperationException(
                "Set National__Sources__0 to the gRPC address of the gateway from which releases are pulled, "
                    + "or leave Sangam__ClientId out where there is no network."
            );
        if (all.DistinctBy(s => s.Address).Count() != all.Count)
            throw new InvalidOperationException("Name each address in National__Sources once.");
        return new(all, configuration.GetValue("National:PullEvery", Usually), configuration.GetValue("National:Patience", LongEnough));
    }

    private static Source Read(IConfigurationSection section)
    {
        if (section.Value is { Length: > 0 } address)
            return new(Checked(address, section.Path));
        var source = new Source(
            Checked(section["Address"], $"{section.Path}:Address"),
            section["Authority"],
            section["ClientId"],
            section["Secret"]
        );
        return
            source
                is { Authority: null, ClientId: null, ClientSecret: null }
                    or { Authority: not null, ClientId: not null, ClientSecret: not null }
            ? source
            : throw new InvalidOperationException(
                $"Set {Name(section.Path)}__Authority, __ClientId and __Secret, all three of them, "
                    + "for an installation that has its own issuer; none for our own."
            );
    }

    private static string Checked(string? address, string setting) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri is { PathAndQuery: "/", UserInfo: "" }
        && address!.Length <= 200
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new InvalidOperationException(
                $"Set {Name(setting)} to the gRPC address of a gateway, such as https://network.example:8081."
            );

    private static string Name(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
