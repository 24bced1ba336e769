using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Sangam;

/// <summary>The settings that a process cannot do without.</summary>
public static class Settings
{
    /// <summary>
    /// Ends the process when it starts without this setting, or with one that is no good. Whatever is missing is said at once, a sentence
    /// each, before anybody is served.
    /// </summary>
    /// <param name="key">As in the configuration, e.g. <c>Sangam:Authority</c>.</param>
    /// <param name="sentence">What to set, by the name of the environment variable, and to what.</param>
    /// <param name="isGood">By default that it is not empty.</param>
    public static void Require(this WebApplicationBuilder builder, string key, string sentence, Func<string, bool>? isGood = null) =>
        builder
            .Services.AddOptions<Setting>(key)
            .Validate<IConfiguration>((_, all) => all[key] is { Length: > 0 } text && (isGood?.Invoke(text) ?? true), sentence)
            .ValidateOnStart();

    /// <summary>The same for a connection string.</summary>
    public static void RequireDatabase(this WebApplicationBuilder builder, string name) =>
        builder.Require($"ConnectionStrings:{name}", $"Set ConnectionStrings__{name}.");

    private sealed class Setting;
}
