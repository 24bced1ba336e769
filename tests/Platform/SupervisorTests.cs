using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Platform.Tests;

/// <summary>The database server and four small programs: one runs, one is stopped, one ends well and one cannot start.</summary>
public sealed class SupervisedStack : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private Stack stack = null!;

    public DistributedApplication App { get; private set; } = null!;

    internal Stack Stack => stack;

    public async ValueTask InitializeAsync()
    {
        stack = await Stack.DescribeAsync();
        stack.Builder.AddExecutable("runs", "sleep", ".", "1000");
        stack.Builder.AddExecutable("stopped", "sleep", ".", "1000");
        stack.Builder.AddExecutable("ends-well", "true", ".");
        stack.Builder.AddExecutable("cannot-start", "sh", ".", "-c", "echo There is no key.; exit 3");
        App = await stack.StartWithoutProgramsAsync();
        using var patience = new CancellationTokenSource(Patience);
        await Task.WhenAll(
            from resource in stack.Builder.Resources
            where resource.Name.EndsWith("-database", StringComparison.Ordinal)
            select App.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, patience.Token)
        );
    }

    public async ValueTask DisposeAsync() => await stack.DisposeAsync();
}

[Collection(OneAppHostAtATime.Name)]
public sealed class SupervisorTests(SupervisedStack stack) : IClassFixture<SupervisedStack>
{
    private readonly CancellationTokenSource patience = new(SupervisedStack.Patience);

    [Fact]
    public async Task What_crashed_runs_again_as_another_process_and_says_so()
    {
        var first = await ProcessAsync("runs");

        Process.GetProcessById(first).Kill();

        Assert.NotEqual(first, await ProcessAsync("runs", except: first));
        Assert.Contains(
            await LogAsync("runs"),
            line => line.EndsWith("runs crashed (killed) and is started again in 1 s.", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_database_server_comes_back_whole_whichever_of_its_processes_was_killed(bool server)
    {
        var database = (Sangam.AppHost.ServiceDatabaseResource)stack.Stack["training-database"];
        var owner = (await database.ConnectionStringOf("owner").GetValueAsync(patience.Token))!;
        await PostgresTests.AskAsync(owner, $"create table written_{server} (word text); insert into written_{server} values ('kept')");
        var shell = await ProcessAsync("postgres");

        Process.GetProcessById(server ? ChildOf(shell) : shell).Kill();

        await ProcessAsync("postgres", except: shell);
        Assert.Equal("kept", await ReadAsync());

        async Task<object?> ReadAsync()
        {
            while (true)
            {
                try
                {
                    return await PostgresTests.AskAsync(owner, $"select word from written_{server}");
                }
                catch (NpgsqlException) // not yet, or not quite
                {
                    await Task.Delay(200, patience.Token);
                }
            }
        }
    }

    [Fact]
    public async Task What_cannot_start_is_tried_again_and_told_once_with_its_reason()
    {
        var first = await EndedAsync("cannot-start", after: null);
        var second = await EndedAsync("cannot-start", after: first);
        await EndedAsync("cannot-start", after: second);

        var told = (await LogAsync("cannot-start")).Where(line => line.Contains("does not start", StringComparison.Ordinal));
        Assert.EndsWith(
            "cannot-start does not start (There is no key.). The rest stays up; it is tried again, less and less often.",
            Assert.Single(told),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_ended_well_and_what_somebody_stopped_stay_as_they_are()
    {
        var first = await ProcessAsync("stopped");
        var commands = stack.App.Services.GetRequiredService<ResourceCommandService>();
        await commands.ExecuteCommandAsync("stopped", KnownResourceCommands.StopCommand, patience.Token);
        var stopped = await EndedAsync("stopped", after: null);
        var ended = await EndedAsync("ends-well", after: null);

        await Task.Delay(TimeSpan.FromSeconds(3), patience.Token); // longer than the first pause of a crash

        Assert.Equal(stopped, await EndedAsync("stopped", after: null));
        Assert.Equal(ended, await EndedAsync("ends-well", after: null));
        Assert.DoesNotContain(Process.GetProcesses(), process => process.Id == first);
    }

    private async Task<int> ProcessAsync(string resource, int? except = null)
    {
        var running = await stack.App.ResourceNotifications.WaitForResourceAsync(
            resource,
            e => e.Snapshot.RunningProcess() is { } pid && pid != except,
            patience.Token
        );
        return running.Snapshot.RunningProcess()!.Value;
    }

    private async Task<DateTime?> EndedAsync(string resource, DateTime? after)
    {
        var ended = await stack.App.ResourceNotifications.WaitForResourceAsync(
            resource,
            e =>
                KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text)
                && e.Snapshot.StopTimeStamp is { } stop
                && stop != after,
            patience.Token
        );
        return ended.Snapshot.StopTimeStamp;
    }

    private async Task<List<string>> LogAsync(string resource)
    {
        var lines = new List<string>();
        await foreach (var batch in stack.App.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(stack.Stack[resource]))
            lines.AddRange(batch.Select(line => line.Content));
        return lines;
    }

    private static int ChildOf(int process) =>
        int.Parse(File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ')[0], CultureInfo.InvariantCulture);
}
