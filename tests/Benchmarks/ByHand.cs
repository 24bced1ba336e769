using System.Security.Cryptography;
using Npgsql;

namespace Benchmarks;

/// <summary>The statements that a slice sends, sent by hand over Npgsql as the same restricted role, with the same round trips.</summary>
internal sealed class ByHand(string connectionString, string keysConnectionString, Guid tenant) : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString), keys = NpgsqlDataSource.Create(keysConnectionString);
    private readonly byte[] answer = RandomNumberGenerator.GetBytes(300);

    private NpgsqlBatchCommand Tenant => new("select set_config('app.tenant_id', $1, false)") { Parameters = { new() { Value = tenant.ToString() } } };

    public async Task EnrolAsync()
    {
        var (id, request, now) = (Guid.CreateVersion7(), Guid.NewGuid(), DateTime.UtcNow);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(Tenant, new("select answer from request where request_id = $1") { Parameters = { new() { Value = request } } });
        await KeyAsync(id);
        await RunAsync(
            Insert("insert into member (tenant_id, id, number, known_as, age_band, gender, block, joined_on, phone) values ($1, $2, $3, 'Asha', '_25To34', 'Woman', 'bhuj', '2026-01-01', $4)",
                id, $"{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPRSTUVWXY", 3)}-{RandomNumberGenerator.GetInt32(10_000):0000}-0", answer[..40]),
            Insert("insert into name_word (tenant_id, member_id, word) values ($1, $2, 'asha')", id),
            Insert("insert into consent (tenant_id, id, member_id, purpose, given, notice_version, language, at) values ($1, $2, $3, 'MembershipRecord', true, '2026-1', 'te', $4)", Guid.CreateVersion7(), id, now),
            Insert("insert into consent (tenant_id, id, member_id, purpose, given, notice_version, language, at) values ($1, $2, $3, 'Statistics', true, '2026-1', 'te', $4)", Guid.CreateVersion7(), id, now),
            Insert("insert into audit (tenant_id, at, actor, action, subject) values ($1, $2, 'x', 'members.enrol', $3)", now, id),
            Insert("insert into outbox (tenant_id, id, type, data, occurred_at, due_at) values ($1, $2, 'x.y', '{}', $3, 'infinity')", Guid.CreateVersion7(), now));
        await RunAsync(Insert("insert into request (tenant_id, request_id, answer, at) values ($1, $2, $3, $4)", request, answer, now));
        await transaction.CommitAsync();

        async Task RunAsync(params NpgsqlBatchCommand[] commands)
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var command in commands) batch.BatchCommands.Add(command);
            await using var reader = await batch.ExecuteReaderAsync();
            do while (await reader.ReadAsync()) reader.GetValue(0);
            while (await reader.NextResultAsync());
        }
    }

    /// <summary>Her key, made and read back in the keys database.</summary>
    private async Task KeyAsync(Guid person)
    {
        await using var batch = keys.CreateBatch();
        batch.BatchCommands.Add(Tenant);
        batch.BatchCommands.Add(Insert("insert into person_key (tenant_id, person_id, wrapped) values ($1, $2, $3) on conflict do nothing", person, answer[..60]));
        batch.BatchCommands.Add(new("select wrapped from person_key where person_id = $1") { Parameters = { new() { Value = person } } });
        await using var reader = await batch.ExecuteReaderAsync();
        do while (await reader.ReadAsync()) reader.GetValue(0);
        while (await reader.NextResultAsync());
    }

    public async Task PageAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Tenant,
                new("""
                    select m.*, c.* from (select * from member where left_on is null order by known_as, id limit 51) m
                    left join consent c on c.tenant_id = m.tenant_id and c.member_id = m.id order by m.known_as, m.id, m.tenant_id
                    """),
                new("select members from register"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        var values = new object[40];
        do while (await reader.ReadAsync()) reader.GetValues(values);
        while (await reader.NextResultAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await keys.DisposeAsync();
    }

    private NpgsqlBatchCommand Insert(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = tenant } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
