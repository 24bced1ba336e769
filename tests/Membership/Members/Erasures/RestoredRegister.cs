using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Sangam.Membership.V1;
using Sangam.Security;
using Sangam.Tenancy;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>
/// A register of three collectives that was backed up, went on, and was restored from that backup; with a service and databases of its
/// own. The service is started four times in all: at first, after the backup, when the year has passed, and after the restore.
/// </summary>
public sealed class RestoredRegister : IAsyncLifetime
{
    private readonly List<ServiceProcess> started = [];

    public MembershipFixture Network { get; } = new();

    /// <summary>Asha was erased after the backup, and the retention ended before it was restored.</summary>
    public RestoredCollective Ended { get; private set; } = null!;

    /// <summary>Bina was erased in the backup and that was taken back since; Asha was erased after it; no retention has ended.</summary>
    public RestoredCollective InTime { get; private set; } = null!;

    /// <summary>The service was killed when Asha's erasure was decided and not yet in the register.</summary>
    public RestoredCollective Interrupted { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Network.InitializeAsync();
        Ended = await EnrolAsync();
        InTime = await EnrolAsync();
        Interrupted = await EnrolAsync();
        await InTime.Collective.Members.EraseMemberAsync(new() { Id = InTime.Bina.Id });
        await BackUpAsync();

        await InTime.Collective.Members.CancelErasureAsync(new() { Number = InTime.Bina.Number });
        await Ended.Collective.Members.EraseMemberAsync(new() { Id = Ended.Asha.Id });
        await PassTheYearAsync();

        await ClientOf(InTime).EraseMemberAsync(new() { Id = InTime.Asha.Id });
        await RestoreAsync();
        await InterruptAsync();
        await LookIntoTheBackupAsync();
        await StartAsync(("Retention__Days", "365"));
        foreach (var restored in (RestoredCollective[])[Ended, InTime, Interrupted])
            restored.Members = ClientOf(restored);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
            await process.DisposeAsync();
        await Network.DisposeAsync();
    }

    private async Task<RestoredCollective> EnrolAsync()
    {
        var collective = Network.NewCollective();
        return new()
        {
            Collective = collective,
            Asha = await collective.Members.EnrolMemberAsync(
                new(Enrolling("Asha")) { LegalName = "Rajeshwari Devi", Phone = "9876543210" }
            ),
            Bina = await collective.Members.EnrolMemberAsync(new(Enrolling("Bina")) { LegalName = "Sarojini Bai", Phone = "9123456780" }),
        };
    }

    private async Task PassTheYearAsync()
    {
        await Network.Process.KillAsync();
        await StartAsync(("Retention__Days", "0"));
        var asha = Ended.Asha.Id;
        Ended.Keys = await Network.RowsAsync(
            Ended.Collective.Id,
            $"""
            select (select count(*) from person_key where person_id = '{asha}'), count(destroyed_at) from erasure where person_id = '{asha}'
            """,
            "keys"
        );
        Ended.Kept = await Network.RowsAsync(Ended.Collective.Id, "select count(*) from erasure");
    }

    private async Task InterruptAsync()
    {
        var id = Interrupted.Collective.Id;
        await Network.RowsAsync(
            id,
            $"insert into erasure (tenant_id, person_id, erased_on) values ('{id}', '{Interrupted.Asha.Id}', current_date)",
            "keys"
        );
    }

    private async Task LookIntoTheBackupAsync()
    {
        var vault = Vault(Ended.Collective.Id);
        foreach (var member in (Member[])[Ended.Asha, Ended.Bina])
        {
            var id = Guid.Parse(member.Id);
            var (legalName, phone) = await SealedAsync(Ended.Collective.Id, member.Id);
            Ended.InTheBackup.Add((await vault.OpenAsync(id, legalName, default), await vault.OpenAsync(id, phone, default)));
        }
        Ended.NameInTheBackup = await Network.RowsAsync(Ended.Collective.Id, $"select known_as from member where id = '{Ended.Asha.Id}'");
    }

    /// <summary>The keys as a service would ask for them, with all that its configuration holds.</summary>
    private Vault Vault(Guid tenant)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Sangam:InstallationKey", Network.Configuration["Sangam__InstallationKey"])])
            .Build();
        var current = new CurrentTenant();
        current.Enter(tenant);
        return new(
            new KeyStore(NpgsqlDataSource.Create(Network.Configuration["ConnectionStrings__keys"]), InstallationKey.From(settings)),
            current
        );
    }

    private async Task<(byte[] LegalName, byte[] Phone)> SealedAsync(Guid tenant, string member)
    {
        await using var connection = await Network.ConnectAsync();
        await using var command = new NpgsqlCommand(
            $"select legal_name, phone from (select set_config('app.tenant_id', '{tenant}', false)) t, member where id = '{member}'",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1));
    }

    private string Database => Network.Databases["membership"];

    private async Task BackUpAsync()
    {
        await Network.Process.KillAsync();
        await AdminAsync($"create database {Database}_backup template {Database} owner {Database}_owner");
        await Network.Process.StartAgainAsync();
    }

    private async Task RestoreAsync()
    {
        await started[^1].KillAsync();
        await AdminAsync($"drop database {Database}");
        await AdminAsync($"alter database {Database}_backup rename to {Database}");
        await AdminAsync($"grant connect on database {Database} to {Database}_service, {Database}_relay");
    }

    private async Task AdminAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Network.Postgres.Admin);
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

    private async Task StartAsync(params (string Name, string Value)[] settings)
    {
        var all = Network.Configuration.ToDictionary();
        foreach (var (name, value) in settings)
            all[name] = value;
        started.Add(await ServiceProcess.StartAsync(Network.Program, all));
    }

    /// <summary>As a facilitator, of the process that was started last.</summary>
    private V1.Members.MembersClient ClientOf(RestoredCollective restored)
    {
        var token = Network.Issuer.Token(
            $"{Guid.NewGuid()}",
            restored.Collective.Id,
            Role.OfCollective.Single(r => r.Code == "facilitator").Permissions,
            ("collective", restored.Collective.Code),
            ("state", "IN-AP")
        );
        return new(
            GrpcChannel
                .ForAddress(started[^1].Grpc)
                .Intercept(headers =>
                {
                    headers.Add("authorization", $"Bearer {token}");
                    return headers;
                })
        );
    }
}

/// <summary>A collective of two, of whom one was erased or is to be.</summary>
public sealed class RestoredCollective
{
    public required TestCollective Collective { get; init; }
    public required Member Asha { get; init; }
    public required Member Bina { get; init; }

    /// <summary>Asked of the service as it runs after the restore.</summary>
    public V1.Members.MembersClient Members { get; set; } = null!;

    /// <summary>When the retention had ended: how many keys of hers are left, and how many erasures of hers are done with.</summary>
    public IReadOnlyList<string> Keys { get; set; } = [];

    /// <summary>At that time: how many sealed records of erased members are kept.</summary>
    public IReadOnlyList<string> Kept { get; set; } = [];

    /// <summary>Legal name and phone of Asha and of Bina, as whoever has the backup and every key can open them.</summary>
    public List<(string LegalName, string Phone)> InTheBackup { get; } = [];

    public IReadOnlyList<string> NameInTheBackup { get; set; } = [];
}
