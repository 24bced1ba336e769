using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Platform.Tests;

/// <summary>The app host's model on a data folder of its own, which goes with it.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private readonly IDistributedApplicationTestingBuilder builder;
    private readonly TemporaryFolder? folder;
    private DistributedApplication? app;

    private Stack(IDistributedApplicationTestingBuilder builder, TemporaryFolder? folder)
    {
        this.builder = builder;
        this.folder = folder;
    }

    /// <param name="arguments">As <c>run.sh</c> would give them. <c>--Data:Folder</c> among them is kept afterwards.</param>
    public static async Task<Stack> DescribeAsync(params string[] arguments)
    {
        var folder = arguments.Any(a => a.StartsWith("--Data:Folder", StringComparison.Ordinal)) ? null : new TemporaryFolder();
        try
        {
            return new(
                await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([
                    .. arguments,
                    .. folder is null ? (string[])[] : [$"--Data:Folder={folder.Path}"],
                ]),
                folder
            );
        }
        catch
        {
            folder?.Dispose();
            throw;
        }
    }

    public IDistributedApplicationBuilder Builder => builder;

    public IEnumerable<string> Processes => builder.Resources.Where(r => r is ProjectResource).Select(r => r.Name);

    public IResource this[string name] => builder.Resources.Single(r => r.Name == name);

    public async Task<Dictionary<string, object>> EnvironmentOfAsync(string name)
    {
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, this[name]);
        foreach (var callback in this[name].Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
            await callback.Callback(context);
        return context.EnvironmentVariables;
    }

    /// <summary>What it waits for. The server of a database it waits for may be listed too, or be understood; it is left out.</summary>
    public string[] WaitsOf(string name) =>
        [
            .. this[name]
                .Annotations.OfType<WaitAnnotation>()
                .Select(w => w.Resource.Name)
                .Where(other => other != "postgres")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Starts what is not one of our own programs: the database server, and what the test added.</summary>
    public async Task<DistributedApplication> StartWithoutProgramsAsync()
    {
        foreach (var program in builder.Resources.OfType<ProjectResource>().ToArray())
            builder.Resources.Remove(program);
        app = await builder.BuildAsync();
        await app.StartAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        await builder.DisposeAsync();
        folder?.Dispose();
    }
}

/// <summary>Tests that start an app host wait for each other: two of them share a machine badly.</summary>
[CollectionDefinition(Name)]
public sealed class OneAppHostAtATime
{
    public const string Name = "one app host at a time";
}

/// <summary>Where PostgreSQL's account may go too, when root runs the tests.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory($"/tmp/sangam-platform-{Guid.NewGuid():n}").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
