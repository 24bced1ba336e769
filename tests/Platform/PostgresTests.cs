using System.Globalization;
using Aspire.Hosting;
using Npgsql;
using Sangam.AppHost;

namespace Platform.Tests;

[Collection(OneAppHostAtATime.Name)]
public sealed class PostgresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Each_role_enters_its_own_database_with_its_own_password_and_no_other()
    {
        await using var stack = await Stack.DescribeAsync();
        await using var app = await StartAsync(stack);
        var training = await ConnectionAsync(stack, "training", "service");

        Assert.Equal("training_service", await AskAsync(training, "select current_user"));
        Assert.Equal(
            "on|scram-sha-256|127.0.0.1",
            await AskAsync(
                training,
                """
                select concat_ws('|', current_setting('fsync'), current_setting('password_encryption'),
                    current_setting('listen_addresses'))
                """
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(new(training) { Database = "livelihood" }));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, await RefusalAsync(new(training) { Password = "guessed" }));
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        for (var start = 1; start <= 2; start++)
        {
            await using var stack = await Stack.DescribeAsync($"--Data:Folder={folder.Path}");
            await using var app = await StartAsync(stack);
            var owner = await ConnectionAsync(stack, "training", "owner");
            await AskAsync(owner, "create table if not exists kept (start int); insert into kept select 1 + count(*) from kept");
            Assert.Equal(start, Convert.ToInt32(await AskAsync(owner, "select max(start) from kept"), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_server_given_from_outside_gets_the_databases_with_their_roles()
    {
        var server = await TestPostgres.Running;
        await using var stack = await Stack.DescribeAsync($"--ConnectionStrings:postgres={server.Admin}");
        await using var app = await StartAsync(stack);
        Assert.Equal(
            "national_relay@national",
            await AskAsync(await ConnectionAsync(stack, "national", "relay"), "select current_user || '@' || current_database()")
        );
    }

    private static async Task<DistributedApplication> StartAsync(Stack stack)
    {
        using var patience = new CancellationTokenSource(Patience);
        var app = await stack.StartWithoutProgramsAsync();
        await Task.WhenAll(
            from resource in stack.Builder.Resources
            where resource.Name.EndsWith("-database", StringComparison.Ordinal)
            select app.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, patience.Token)
        );
        return app;
    }

    private static async Task<string> ConnectionAsync(Stack stack, string database, string role) =>
        (await ((ServiceDatabaseResource)stack[$"{database}-database"]).ConnectionStringOf(role).GetValueAsync(default))!;

    internal static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<string> RefusalAsync(NpgsqlConnectionStringBuilder entry) =>
        (await Assert.ThrowsAsync<PostgresException>(() => AskAsync(entry.ConnectionString, "select 1"))).SqlState;
}
