using System.Security.Cryptography;
using System.Text;

namespace Sangam.AppHost;

/// <summary>
/// Where this installation keeps what must survive a restart: <c>postgres/</c> (the server's own), <c>secrets/</c> and <c>portal/</c>
/// (keys of cookies).
/// </summary>
internal static class DataFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PassThrough = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// <c>Data:Folder</c>, or <c>.data</c> in the repository; root, whose PostgreSQL runs under another account, falls back on
    /// <c>/var/lib</c> where that account may not enter.
    /// </summary>
    public static string Prepare(IDistributedApplicationBuilder builder)
    {
        var repository = Path.GetDirectoryName(builder.AppHostDirectory)!;
        var folder = Path.GetFullPath(builder.Configuration["Data:Folder"] is { Length: > 0 } chosen ? chosen : Default(repository));
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, Environment.IsPrivilegedProcess ? Owner | PassThrough : Owner);
        if (IsInUse(folder))
            throw new DistributedApplicationException($"The data in {folder} is in use: another run has its PostgreSQL open.");
        if (builder.Configuration["Data:Reset"] == "true")
            Reset(folder);
        return folder;
    }

    private static void Reset(string folder)
    {
        foreach (var part in (string[])["postgres", "secrets", "portal"])
            if (Directory.Exists(Path.Combine(folder, part)))
                Directory.Delete(Path.Combine(folder, part), recursive: true);
    }

    /// <summary>
    /// Whether the process that PostgreSQL noted down still is a PostgreSQL: it may have been killed, and its number be another's by now.
    /// </summary>
    private static bool IsInUse(string folder)
    {
        var note = Path.Combine(folder, "postgres/data/postmaster.pid");
        if (!File.Exists(note))
            return false;
        var commandLine = $"/proc/{File.ReadLines(note).First()}/cmdline"; // empty for one that is dead and not yet buried
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Contains("postgres", StringComparison.Ordinal);
    }

    private static string Default(string repository) =>
        !Environment.IsPrivilegedProcess || OthersMayEnter(repository)
            ? Path.Combine(repository, ".data")
            : $"/var/lib/sangam/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)))[..12]}";

    private static bool OthersMayEnter(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
            if (!place.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        return true;
    }
}
