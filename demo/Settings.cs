using Demo.Calling;

namespace Demo;

internal sealed record Settings(Uri Gateway, Uri Web, string OperatorSecret, string Password, bool Again)
{
    public static Settings Read() =>
        new(
            Address("Demo__Gateway"),
            Address("Demo__Web"),
            Setting("Demo__OperatorSecret"),
            Setting("Demo__Password"),
            Optional("Demo__Again") == "true"
        );

    /// <summary>Where a collective's portal is, e.g. <c>http://vimukthi.localhost:8080</c>.</summary>
    public string Portal(string collective) =>
        new UriBuilder(Web) { Host = $"{collective}.{Web.Host}" }.Uri.GetLeftPart(UriPartial.Authority);

    private static string? Optional(string name) => Environment.GetEnvironmentVariable(name);

    private static string Setting(string name) => Optional(name) is { Length: > 0 } value ? value : throw new DemoFailed($"Set {name}.");

    private static Uri Address(string name) =>
        Uri.TryCreate(Setting(name), UriKind.Absolute, out var address)
            ? address
            : throw new DemoFailed($"{name} must be an address such as http://localhost:8081.");
}
