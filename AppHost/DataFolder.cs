using System.Security.Cryptography;
using System.Text;

namespace Sangam.AppHost;

/// <summary>Where this installation keeps what must survive a restart: <c>postgres/</c> (the server's own) and <c>secrets/</c>.</summary>
internal static class DataFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PassThrough = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary><c>Data:Folder</c>, or <c>.data</c> in the repository; root, whose PostgreSQL runs under another account, falls back on <c>/var/lib</c> where that account may not enter.</summary>
    public static string Prepare(IDistributedApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["Data:Folder"] is { Length: > 0 } chosen ? chosen : Default(Path.GetDirectoryName(builder.AppHostDirectory)!));
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, Environment.IsPrivilegedProcess ? Owner | PassThrough : Owner);
        return folder;
    }

    private static string Default(string repository) => !Environment.IsPrivilegedProcess || OthersMayEnter(repository)
        ? Path.Combine(repository, ".data")
        : $"/var/lib/sangam/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)))[..12]}";

    private static bool OthersMayEnter(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
            if (!place.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        return true;
    }
}
