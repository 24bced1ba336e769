namespace Tenancy.Tests;

/// <summary>A process that was told nothing says at once all that it has to be told, and ends.</summary>
public sealed class RequiredSettingTests
{
    private static readonly string[] OfEveryService =
    [
        "Set Sangam__Authority to the base address of the identity provider.",
        "Set ConnectionStrings__keys.",
        "Set Sangam__InstallationKey to 32 random bytes in base64",
        "Set Sangam__EventToken to a secret of at least 16 characters",
    ];

    public static TheoryData<string, string[]> Services =>
        new()
        {
            { "Identity", ["identity"] },
            { "Membership", ["membership"] },
            { "Training", ["training"] },
            { "Livelihood", ["livelihood"] },
            { "Protection", ["protection"] },
            { "Indicators", ["indicators", "national"] },
        };

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_without_settings_names_each_of_them_and_ends(string service, string[] databases)
    {
        var said = await EndsAsync(service, []);

        Assert.All(OfEveryService, sentence => Assert.Contains(sentence, said, StringComparison.Ordinal));
        Assert.All(databases, name => Assert.Contains($"Set ConnectionStrings__{name}.", said, StringComparison.Ordinal));
        Assert.Contains($"Set ConnectionStrings__{databases[0]}_relay.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sangam__InstallationKey", "c2hvcnQ=")]
    [InlineData("Sangam__InstallationKey", "not base64")]
    [InlineData("Sangam__EventToken", "short")]
    public async Task A_secret_that_is_no_good_is_named_and_never_shown(string setting, string value)
    {
        var said = await EndsAsync("Training", new() { [setting] = value });

        Assert.Contains($"Set {setting} to", said, StringComparison.Ordinal);
        Assert.DoesNotContain(value, said, StringComparison.Ordinal);
    }

    private static async Task<string> EndsAsync(string service, Dictionary<string, string> settings)
    {
        settings["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0";
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ServiceProcess.RunAsync(Repository.Built(service, $"services/{service}"), settings)
        );
        return e.Message;
    }
}
