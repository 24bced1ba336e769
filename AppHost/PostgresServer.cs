using Npgsql;

namespace Sangam.AppHost;

/// <summary>The one PostgreSQL server that holds every service's database.</summary>
internal interface IPostgresServer : IResource
{
    /// <summary>How the server is reached, without saying as whom.</summary>
    ReferenceExpression Address { get; }

    /// <summary>As a role that may create databases and roles. Only the app host uses it.</summary>
    ReferenceExpression AdminConnectionString { get; }

    /// <summary>Whose databases it holds.</summary>
    Installation Installation { get; }
}

/// <summary>A server run from the machine's own programs: a private data folder, loopback only, passwords by SCRAM.</summary>
internal sealed class LocalPostgresResource(string name, Installation installation, string folder, ParameterResource password)
    : ExecutableResource(name, "/bin/sh", folder),
        IPostgresServer
{
    internal const string EndpointName = "tcp";

    public EndpointReference Endpoint => new(this, EndpointName);
    public ReferenceExpression Address => ReferenceExpression.Create($"Host=127.0.0.1;Port={Endpoint.Property(EndpointProperty.Port)}");
    public ReferenceExpression AdminConnectionString => ReferenceExpression.Create($"{Address};Username=postgres;Password={password}");
    public Installation Installation => installation;
}

/// <summary>A server somebody else runs: managed, highly available, or simply there already.</summary>
internal sealed class ExternalPostgresResource(string name, Installation installation, string connectionString)
    : Resource(name),
        IPostgresServer
{
    private readonly string _address = WithoutAccount(connectionString);

    public ReferenceExpression Address => ReferenceExpression.Create($"{_address}");
    public ReferenceExpression AdminConnectionString => ReferenceExpression.Create($"{connectionString}");
    public Installation Installation => installation;

    private static string WithoutAccount(string connectionString)
    {
        var parts = Parse(connectionString);
        foreach (var account in (string[])["Username", "Password", "Passfile", "Database"])
            parts.Remove(account);
        return parts.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (ArgumentException)
        {
#pragma warning disable MA0054 // Not as the inner exception: its text may hold the password.
            throw new DistributedApplicationException(
                "ConnectionStrings:postgres is not a connection string such as \"Host=db.example;Username=admin;Password=…\"."
            );
#pragma warning restore MA0054
        }
    }
}
