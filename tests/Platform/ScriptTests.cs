using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Platform.Tests;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("run.sh", "--reset", "--no-demo", "--postgres STRING", "--port N")]
    [InlineData("test.sh", "NAME")]
    public async Task Help_explains_the_options(string script, params string[] options)
    {
        var (code, output, error) = await RunAsync(script, ["--help"]);
        Assert.Equal((0, ""), (code, error));
        Assert.All(options, option => Assert.Contains($"  {option}", output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("There is no option --prot.", "--prot", "9090")]
    [InlineData("--port needs a value.", "--port")]
    [InlineData("--port needs a port number, not 'eighty'.", "--port", "eighty")]
    [InlineData("--dashboard-port needs a port number from 1 to 60535, not 61000.", "--dashboard-port", "61000")]
    [InlineData(
        "--reset does not empty a server given from outside: drop its databases yourself.",
        "--postgres",
        "Host=db.example",
        "--reset"
    )]
    public async Task A_wrong_option_is_named(string sentence, params string[] arguments) =>
        Assert.Equal((2, "", $"{sentence}\nSee ./run.sh --help.\n"), await RunAsync("run.sh", arguments));

    [Fact]
    public async Task A_port_in_use_is_one_sentence_before_anything_starts()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.Equal(
            (1, "", $"Cannot go on: something listens on port {port} already; choose another (./run.sh --help) or stop it.\n"),
            await RunAsync("run.sh", ["--port", $"{port}", "--no-dashboard"])
        );
    }

    [Theory]
    [InlineData("run.sh", "--port", "47080", "--grpc-port", "47081", "--no-dashboard")]
    [InlineData("test.sh", "Platform")]
    public async Task Without_the_sdk_there_is_one_sentence_before_anything_starts(string script, params string[] arguments)
    {
        using var poor = new TemporaryFolder();
        foreach (var program in (string[])["bash", "cat", "dirname", "env", "head", "id", "sed", "tr", "uname"])
            File.CreateSymbolicLink($"{poor.Path}/{program}", $"/usr/bin/{program}");
        Assert.Equal(
            (1, "", "Cannot go on: the .NET 10 SDK is not installed (https://dot.net).\n"),
            await RunAsync(script, arguments, ("PATH", poor.Path))
        );
    }

    [Theory]
    [InlineData("run.sh", "--port", "47080", "--grpc-port", "47081", "--no-dashboard")]
    [InlineData("test.sh", "Platform")]
    public async Task A_folder_without_postgresql_is_one_sentence_before_anything_starts(string script, params string[] arguments) =>
        Assert.Equal(
            (1, "", "Cannot go on: SANGAM_PG_BIN is /nowhere, which does not hold initdb and postgres of version 15 or later.\n"),
            await RunAsync(script, arguments, ("SANGAM_PG_BIN", "/nowhere"))
        );

    [Fact]
    public async Task A_name_that_fits_no_test_project_ends_with_the_count() =>
        Assert.Equal(
            (2, "0 passed, 0 failed\n", "No test project has that in its name: Nowhere\n"),
            await RunAsync("test.sh", ["Nowhere"])
        );

    [Fact]
    public async Task The_check_of_a_change_is_the_tests() =>
        Assert.Equal(
            (2, "0 passed, 0 failed\n", "No test project has that in its name: Nowhere\n"),
            await RunAsync(".ci/run", ["Nowhere"])
        );

    private static async Task<(int Code, string Output, string Error)> RunAsync(
        string script,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo("/usr/bin/env", ["bash", Path.Combine(Repository.Root, script), .. arguments])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
