using Npgsql;
using Sangam.Persistence;

[assembly: AssemblyFixture(typeof(Tenancy.Tests.MigratedDatabases))]

namespace Tenancy.Tests;

/// <summary>The database of every service as its migrations leave it, for all tests; each takes tenants of its own.</summary>
public class MigratedDatabases : IAsyncLifetime
{
    private TestPostgres postgres = null!;
    private readonly Dictionary<string, string> names = [];

    public virtual async ValueTask InitializeAsync()
    {
        postgres = await TestPostgres.Running;
        foreach (var (name, assembly, prefix) in AllServices.Databases)
        {
            names[name] = await postgres.NewDatabaseAsync(name);
            await Migrator.MigrateAsync(postgres.As(names[name], "owner"), assembly, prefix);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public IEnumerable<string> Names => names.Keys;

    /// <summary>The role of a kind, e.g. <c>service</c>, in one of the databases.</summary>
    public string Role(string database, string kind) => $"{names[database]}_{kind}";

    public string ConnectionString(string database, string kind) => postgres.As(names[database], kind);

    /// <summary>Connects as one of the database's roles, or as <c>postgres</c>, for whom row-level security does not hold.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string database, string kind)
    {
        var text =
            kind == "postgres"
                ? new NpgsqlConnectionStringBuilder(postgres.Admin) { Database = names[database] }.ConnectionString
                : ConnectionString(database, kind) + ";Pooling=false";
        var connection = new NpgsqlConnection(text);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>
    /// One line for each row that PostgreSQL's own catalogues have to say, with <c>%SERVICE%</c> and <c>%RELAY%</c> for the
    /// roles' names.
    /// </summary>
    public async Task<List<string>> AskAsync(string database, string sql)
    {
        await using var connection = await ConnectAsync(database, "postgres");
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(
                $"{database}.{reader.GetString(0)}"
                    .Replace(Role(database, "service"), "%SERVICE%", StringComparison.Ordinal)
                    .Replace(Role(database, "relay"), "%RELAY%", StringComparison.Ordinal)
            );
        return lines;
    }
}

/// <summary>What PostgreSQL said to a statement: how many rows, or the state with which it was refused.</summary>
internal static class Said
{
    public const string RowSecurity = "row-level security";
    public const string Denied = "permission denied";

    public static async Task<string> ToAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            if (sql.StartsWith("select", StringComparison.Ordinal))
                return $"{await command.ExecuteScalarAsync()}";
            return $"{await command.ExecuteNonQueryAsync()}";
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return e.MessageText.Contains(RowSecurity, StringComparison.Ordinal) ? RowSecurity : Denied;
        }
    }
}
