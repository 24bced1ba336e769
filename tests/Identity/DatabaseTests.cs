using Npgsql;

namespace Identity.Tests;

public sealed class DatabaseTests(IdentityFixture identity)
{
    [Theory]
    [InlineData("update tenant set name = 'Renamed'")]
    [InlineData("delete from tenant")]
    [InlineData("update signing_key set signs_from = now()")]
    [InlineData(
        """
            insert into tenant (id, code, name, state_code, type, languages)
                values (gen_random_uuid(), 'stranger', 'Stranger', 'IN-AP', 'SurvivorLed', '{te}')
            """
    )]
    public async Task The_service_cannot_change_the_directory_or_a_key_behind_its_own_back(string sql)
    {
        await using var connection = await identity.ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(command.ExecuteNonQueryAsync)).SqlState
        );
    }

    [Fact]
    public async Task Nothing_kept_opens_a_door()
    {
        var realm = await identity.NewRealmAsync();
        var invitation = await realm.InviteAsync("member");
        var network = await identity.NetworkAsync();
        var everything = await EverythingAsync();

        foreach (
            var secret in (string[])
                [
                    IdentityFixture.Password,
                    realm.Admin.RefreshToken,
                    network.Admin.RefreshToken,
                    invitation.Code,
                    invitation.Code.Replace("-", "", StringComparison.Ordinal),
                    "PRIVATE KEY",
                ]
        )
            Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(invitation.Id, everything, StringComparison.Ordinal);
    }

    /// <summary>All rows of all tenants as text, read as the server's superuser.</summary>
    private async Task<string> EverythingAsync()
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(identity.Postgres.Admin) { Database = identity.Databases["identity"] }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select string_agg(table_to_xml(c.oid, false, false, '')::text, '') from pg_class c
                where relnamespace = 'public'::regnamespace and relkind = 'r'
            """,
            connection
        );
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
