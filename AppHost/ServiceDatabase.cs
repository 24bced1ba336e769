using Microsoft.Extensions.DependencyInjection;
using Sangam.Persistence;

namespace Sangam.AppHost;

/// <summary>A service's own database, and the three roles that may enter it (see <see cref="DatabaseRoles"/>).</summary>
internal sealed class ServiceDatabaseResource(
    string database,
    IPostgresServer server,
    IReadOnlyDictionary<string, ParameterResource> passwords
) : Resource($"{database}-database"), IResourceWithParent
{
    /// <summary>As PostgreSQL knows it; a resource of this name is the service.</summary>
    public string Database => database;

    public IResource Parent => server;

    /// <summary>As the role <paramref name="role"/> of this database: owner, service or relay.</summary>
    public ReferenceExpression ConnectionStringOf(string role) =>
        ReferenceExpression.Create($"{server.Address};Database={database};Username={database}_{role};Password={passwords[role]}");

    public async Task ProvisionAsync(CancellationToken token)
    {
        var given = new Dictionary<string, string>();
        foreach (var (role, password) in passwords)
            given[role] = (await password.GetValueAsync(token))!;
        await DatabaseRoles.ProvisionAsync((await server.AdminConnectionString.GetValueAsync(token))!, database, given, token);
    }
}

internal static class ServiceDatabase
{
    /// <summary>Made, with its roles, as soon as the server accepts connections; what is in it is left alone.</summary>
    public static IResourceBuilder<ServiceDatabaseResource> AddDatabase(this IResourceBuilder<IPostgresServer> server, string name)
    {
        var passwords = DatabaseRoles.Kinds.ToDictionary(
            role => role,
            role => server.Resource.Installation.Secret($"{name}-{role}-password").Resource
        );
        var database = server.ApplicationBuilder.AddResource(new ServiceDatabaseResource(name, server.Resource, passwords));
        server.OnResourceReady(
            async (_, ready, token) =>
            {
                await database.Resource.ProvisionAsync(token);
                // Nobody runs a database: its state is what its owner says.
                var notifications = ready.Services.GetRequiredService<ResourceNotificationService>();
                await notifications.PublishUpdateAsync(database.Resource, s => s with { State = KnownResourceStates.Running });
            }
        );
        return database;
    }

    /// <summary>
    /// Lets <paramref name="project"/> in as <paramref name="roles"/>: the service under the database's own name, the others under
    /// <c>name_role</c>.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithDatabase(
        this IResourceBuilder<ProjectResource> project,
        IResourceBuilder<ServiceDatabaseResource> database,
        params string[] roles
    )
    {
        foreach (var role in roles)
        {
            var name = database.Resource.Database + (role == "service" ? "" : $"_{role}");
            project.WithEnvironment($"ConnectionStrings__{name}", database.Resource.ConnectionStringOf(role));
        }
        return project.WaitFor(database);
    }
}
