using Npgsql;

namespace Benchmarks;

/// <summary>
/// SQL sent by hand over the same driver, as the same restricted role, with the tenant told in the first round trip as the
/// service does.
/// </summary>
internal static class ByHand
{
    extension(Bench bench)
    {
        /// <summary>Sends statements in one round trip and reads every value of every row.</summary>
        public async Task SendAsync(params NpgsqlBatchCommand[] commands)
        {
            await using var connection = await bench.Database.OpenConnectionAsync();
            await connection.SendAsync(null, [bench.Tenant, .. commands]);
        }

        public NpgsqlBatchCommand Tenant => Sql("select set_config('app.tenant_id', $1, false)", bench.Collective.Id.ToString());
    }

    extension(NpgsqlConnection connection)
    {
        public async Task SendAsync(NpgsqlTransaction? transaction, params NpgsqlBatchCommand[] commands)
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var command in commands)
                batch.BatchCommands.Add(command);
            await using var reader = await batch.ExecuteReaderAsync();
            var values = new object[40];
            do while (await reader.ReadAsync())
                reader.GetValues(values);
            while (await reader.NextResultAsync());
        }
    }

    public static NpgsqlBatchCommand Sql(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
