using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sangam.Testing;

/// <summary>A program of the repository, run as a process of its own, as it is in earnest; it can be killed and started again.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> output = [];
    private readonly ProcessStartInfo start;
    private Process process = null!;

    private ServiceProcess(string dll, IReadOnlyDictionary<string, string> environment)
    {
        // The shell ends the program when our end of the pipe closes, that is, when the tests are gone by whatever means.
        start = new ProcessStartInfo(
            "setsid",
            [
                "sh",
                "-c",
                """
                exec 3<&0
                "$@" </dev/null & pid=$!
                echo "pid $pid"
                (cat; kill -KILL $pid) <&3 >/dev/null 2>&1 & watch=$!
                wait $pid; code=$?
                kill $watch 2>/dev/null
                exit $code
                """,
                "sh",
                "dotnet",
                dll,
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(dll),
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // it would not live long enough for what is learned about it to pay
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
    }

    public Uri Http { get; private init; } = null!;
    public Uri Grpc { get; private init; } = null!;
    public int Pid { get; private set; }
    public string Output => string.Join('\n', output);

    /// <summary>Starts a program and waits until it says that it is healthy. <c>{http}</c> in a setting is its own http address.</summary>
    /// <param name="at">Where it is to listen, when others were told of that before; a free place otherwise.</param>
    public static async Task<ServiceProcess> StartAsync(string dll, IReadOnlyDictionary<string, string> environment, Place? at = null)
    {
        var (http, grpc) = at ?? Place.Free();
        var service = new ServiceProcess(
            dll,
            new Dictionary<string, string>(
                environment.ToDictionary(e => e.Key, e => e.Value.Replace("{http}", http, StringComparison.Ordinal))
            )
            {
                ["Kestrel__Endpoints__http__Url"] = http,
                ["Kestrel__Endpoints__http__Protocols"] = "Http1",
                ["Kestrel__Endpoints__grpc__Url"] = grpc,
                ["Kestrel__Endpoints__grpc__Protocols"] = "Http2",
            }
        )
        {
            Http = new(http),
            Grpc = new(grpc),
        };
        await service.StartAgainAsync();
        return service;
    }

    /// <summary>Runs a program to its end and answers with what it printed.</summary>
    public static async Task<string> RunAsync(string dll, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(dll),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{Path.GetFileName(dll)} {string.Join(' ', arguments)} failed:\n{await output}{await error}"
            );
    }

    public async Task StartAgainAsync()
    {
        var pid = new TaskCompletionSource<int>();
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Take(e.Data, pid);
        process.ErrorDataReceived += (_, e) => Take(e.Data, pid);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Pid = await pid.Task.WaitAsync(TimeSpan.FromSeconds(60));
        using var client = new HttpClient { BaseAddress = Http };
        await Eventually.TrueAsync(
            async () =>
            {
                if (process.HasExited)
                {
                    await process.WaitForExitAsync(); // its last words too
                    throw new InvalidOperationException($"The service ended at once:\n{Output}");
                }
                try
                {
                    using var answer = await client.GetAsync("/health");
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            $"{Path.GetFileName(start.ArgumentList[^1])} healthy\n{Output}",
            seconds: 180
        );
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        Process.GetProcessById(Pid).Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Take(string? line, TaskCompletionSource<int> pid)
    {
        if (line is null)
            return;
        if (line.StartsWith("pid ", StringComparison.Ordinal))
            pid.TrySetResult(int.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture));
        else
            output.Enqueue(line);
    }
}

/// <summary>The two addresses of a program, without a slash at the end.</summary>
public sealed record Place(string Http, string Grpc)
{
    public static Place Free() => new($"http://127.0.0.1:{TestPostgres.FreePort()}", $"http://127.0.0.1:{TestPostgres.FreePort()}");
}
