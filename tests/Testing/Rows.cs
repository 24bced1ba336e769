using System.Globalization;
using Npgsql;

namespace Sangam.Testing;

/// <summary>Looks behind a service's back at what PostgreSQL really holds.</summary>
public static class Rows
{
    extension(ServiceFixture fixture)
    {
        /// <summary>
        /// The rows of a query within one tenant, each as its columns joined by <c>|</c>; bytes as text, so that plain text in
        /// them shows.
        /// </summary>
        public async Task<IReadOnlyList<string>> RowsAsync(Guid tenant, string sql, string? database = null)
        {
            await using var connection = await fixture.ConnectAsync(database: database);
            await using (
                var enter = new NpgsqlCommand("select set_config('app.tenant_id', $1, false)", connection)
                {
                    Parameters = { new() { Value = tenant.ToString() } },
                }
            )
                await enter.ExecuteNonQueryAsync();
            return await ReadAsync(connection, sql);
        }

        /// <summary>The same as whoever runs the server sees it, with all tenants' rows.</summary>
        public async Task<IReadOnlyList<string>> AllRowsAsync(string sql, string database)
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(fixture.Postgres.Admin) { Database = fixture.Databases[database] }.ConnectionString
            );
            await connection.OpenAsync();
            return await ReadAsync(connection, sql);
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        return rows;
    }

    private static string Text(object value) =>
        value switch
        {
            byte[] bytes => System.Text.Encoding.Latin1.GetString(bytes),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string[] texts => string.Join(',', texts),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
