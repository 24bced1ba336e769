using Grpc.Core.Interceptors;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Sangam.Security;
using Sangam.Tenancy;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>
/// What a backup of the register still gives away after somebody in it was erased. Each test has a service and databases of its
/// own.
/// </summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private readonly MembershipFixture network = new();
    private readonly List<ServiceProcess> started = [];

    public ValueTask InitializeAsync() => network.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
            await process.DisposeAsync();
        await network.DisposeAsync();
    }

    [Fact]
    public async Task After_the_retention_a_restored_backup_neither_shows_nor_can_be_read_for_an_erased_member()
    {
        var collective = network.NewCollective();
        var asha = await collective.Members.EnrolMemberAsync(
            new(Enrolling("Asha")) { LegalName = "Rajeshwari Devi", Phone = "9876543210" }
        );
        var bina = await collective.Members.EnrolMemberAsync(new(Enrolling("Bina")) { LegalName = "Sarojini Bai", Phone = "9123456780" });
        await BackUpAsync();

        await collective.Members.EraseMemberAsync(new() { Id = asha.Id });
        await StartAgainAsync(("Retention__Days", "0")); // the year has passed
        Assert.Equal(
            ["0|1"],
            await network.RowsAsync(
                collective.Id,
                $"select (select count(*) from person_key where person_id = '{asha.Id}'), count(destroyed_at) from erasure where person_id = '{asha.Id}'",
                "keys"
            )
        );
        Assert.Equal(["0"], await network.RowsAsync(collective.Id, "select count(*) from erasure"));
        await RestoreAsync();

        // Whoever has the backup, the installation's key and the keys database as it is now, reads of Bina and not of Asha.
        var vault = Vault(collective.Id);
        foreach (var (member, name, phone) in new[] { (asha, "", ""), (bina, "Sarojini Bai", "9123456780") })
        {
            var (legalName, sealedPhone) = await SealedAsync(collective.Id, member.Id);
            Assert.Equal(
                (name, phone),
                (
                    await vault.OpenAsync(Guid.Parse(member.Id), legalName, default),
                    await vault.OpenAsync(Guid.Parse(member.Id), sealedPhone, default)
                )
            );
        }

        // Her chosen name is plain in it: the service takes it out of use before anybody is served.
        Assert.Equal(["Asha"], await network.RowsAsync(collective.Id, $"select known_as from member where id = '{asha.Id}'"));
        var members = await StartAgainAsync(collective, ("Retention__Days", "365"));
        Assert.Equal([bina.Id], (await members.ListMembersAsync(new() { IncludeFormer = true })).Members.Select(m => m.Id));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(members.GetMemberAsync(new() { Id = asha.Id })));
        Assert.Empty((await members.ListMembersAsync(new() { Search = "asha", IncludeFormer = true })).Members);
        Assert.Equal([""], await network.AllRowsAsync($"select known_as from member where id = '{asha.Id}'", "membership"));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(members.CancelErasureAsync(new() { Number = asha.Number })));
        var read = await members.GetMemberAsync(new() { Id = bina.Id });
        Assert.Equal(("Sarojini Bai", "9123456780"), (read.LegalName, read.Phone));
    }

    [Fact]
    public async Task In_a_backup_restored_within_the_retention_she_is_erased_again_and_that_can_still_be_taken_back()
    {
        var collective = network.NewCollective();
        var asha = await collective.Members.EnrolMemberAsync(new(Enrolling("Asha")) { Phone = "9876543210" });
        var bina = await collective.EnrolAsync("Bina");
        await collective.Members.EraseMemberAsync(new() { Id = bina.Id });
        await BackUpAsync();
        await collective.Members.EraseMemberAsync(new() { Id = asha.Id });
        await collective.Members.CancelErasureAsync(new() { Number = bina.Number });

        await RestoreAsync();
        var members = await StartAgainAsync(collective);

        Assert.Equal([bina.Id], (await members.ListMembersAsync(new() { IncludeFormer = true })).Members.Select(m => m.Id));
        await members.CancelErasureAsync(new() { Number = asha.Number });
        Assert.Equal("9876543210", (await members.GetMemberAsync(new() { Id = asha.Id })).Phone);
    }

    [Fact]
    public async Task An_erasure_that_died_between_decision_and_record_is_finished_at_the_next_start()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        var bina = await collective.EnrolAsync("Bina");
        await network.Process.KillAsync();
        await network.RowsAsync(
            collective.Id,
            $"insert into erasure (tenant_id, person_id, erased_on) values ('{collective.Id}', '{asha.Id}', current_date)",
            "keys"
        );

        var members = await StartAgainAsync(collective);

        Assert.Equal(new() { Members = { bina }, TotalMembers = 1 }, await members.ListMembersAsync(new() { IncludeFormer = true }));
    }

    /// <summary>The keys as a service would ask for them, with all that its configuration holds.</summary>
    private Vault Vault(Guid tenant)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Sangam:InstallationKey", network.Configuration["Sangam__InstallationKey"])])
            .Build();
        var current = new CurrentTenant();
        current.Enter(tenant);
        return new(
            new KeyStore(NpgsqlDataSource.Create(network.Configuration["ConnectionStrings__keys"]), InstallationKey.From(settings)),
            current
        );
    }

    private async Task<(byte[] LegalName, byte[] Phone)> SealedAsync(Guid tenant, string member)
    {
        await using var connection = await network.ConnectAsync();
        await using var command = new NpgsqlCommand(
            $"select legal_name, phone from (select set_config('app.tenant_id', '{tenant}', false)) t, member where id = '{member}'",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1));
    }

    private string Database => network.Databases["membership"];

    private async Task BackUpAsync()
    {
        await network.Process.KillAsync();
        await AdminAsync($"create database {Database}_backup template {Database} owner {Database}_owner");
        await network.Process.StartAgainAsync();
    }

    private async Task RestoreAsync()
    {
        foreach (var process in (ServiceProcess[])[network.Process, .. started])
            await process.KillAsync();
        await AdminAsync($"drop database {Database}");
        await AdminAsync($"alter database {Database}_backup rename to {Database}");
        await AdminAsync($"grant connect on database {Database} to {Database}_service, {Database}_relay");
    }

    private async Task AdminAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(network.Postgres.Admin);
        await connection.OpenAsync();
        await using (
            var leave = new NpgsqlCommand(
                $"select pg_terminate_backend(pid) from pg_stat_activity where datname like '{Database}%'",
                connection
            )
        )
            await leave.ExecuteNonQueryAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await using var left = new NpgsqlCommand(
                    $"select count(*) = 0 from pg_stat_activity where datname like '{Database}%'",
                    connection
                );
                return (bool)(await left.ExecuteScalarAsync())!;
            },
            "everybody left the database"
        );
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<ServiceProcess> StartAgainAsync(params (string Name, string Value)[] settings)
    {
        var all = network.Configuration.ToDictionary();
        foreach (var (name, value) in settings)
            all[name] = value;
        started.Add(await ServiceProcess.StartAsync(network.Program, all));
        return started[^1];
    }

    private async Task<V1.Members.MembersClient> StartAgainAsync(TestCollective collective, params (string Name, string Value)[] settings)
    {
        var process = await StartAgainAsync(settings);
        var token = network.Issuer.Token(
            $"{Guid.NewGuid()}",
            collective.Id,
            Role.OfCollective.Single(r => r.Code == "facilitator").Permissions,
            ("collective", collective.Code),
            ("state", "IN-AP")
        );
        return new(
            Grpc.Net.Client.GrpcChannel.ForAddress(process.Grpc)
                .Intercept(headers =>
                {
                    headers.Add("authorization", $"Bearer {token}");
                    return headers;
                })
        );
    }
}
