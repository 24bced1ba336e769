using Indicators.Disclosure;
using Npgsql;

namespace Benchmarks;

/// <summary>
/// A table of collectives × 9 columns with its totals, chosen what is suppressed of it and attacked for the outsider and each
/// collective, against writing its rows to the database and reading them again.
/// </summary>
internal sealed class SuppressAndAudit(NationalBench bench) : Benchmark("suppress and audit a table of 9 columns", "seconds for 1,000 rows")
{
    private DisclosureTable table = null!;

    public override Task PrepareAsync()
    {
        var random = new Random(1);
        table = TwoWayTable.Of(
            5,
            [.. Enumerable.Range(0, bench.Collectives).Select(c => $"c{c}")],
            [.. Enumerable.Range(0, 9).Select(c => $"{c}")],
            (row, column) =>
            {
                var value = (long)(400 * Math.Pow(random.NextDouble(), 2));
                return new(TwoWayTable.Id(row, column), value) { Contributions = new Dictionary<string, long> { [row] = value } };
            }
        );
        return Task.CompletedTask;
    }

    public override Task OursAsync(int caller) =>
        Auditor.Audit(table, Suppressor.Suppress(table, workLimit: 20_000)).Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException("The table has a leak.");

    public override async Task ByHandAsync(int caller)
    {
        await using var connection = new NpgsqlConnection(bench.Postgres.Admin); // the service itself makes no tables
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("create temp table sheet (id text primary key, value bigint not null)", connection);
        await create.ExecuteNonQueryAsync();
        await using (var copy = await connection.BeginBinaryImportAsync("copy sheet (id, value) from stdin (format binary)"))
        {
            foreach (var cell in table.Cells)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(cell.Id);
                await copy.WriteAsync(cell.Value);
            }
            await copy.CompleteAsync();
        }
        await using var read = new NpgsqlCommand("select id, value from sheet", connection);
        await using (var rows = await read.ExecuteReaderAsync())
            while (await rows.ReadAsync())
                _ = (rows.GetString(0), rows.GetInt64(1));
        await using var drop = new NpgsqlCommand("drop table sheet", connection);
        await drop.ExecuteNonQueryAsync();
    }
}
