using System.Security.Cryptography;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Npgsql;
using Sangam.Events;
using Sangam.Security;

namespace Sangam.Testing;

/// <summary>
/// One service on a database of its own, with tokens and an event bus of the tests. Derive one per service and use it as the assembly's
/// fixture: all tests call it, many at once, and each takes new collectives instead of cleaning up.
/// </summary>
/// <param name="service">The project's name, e.g. <c>Membership</c>; its database is that in lower case.</param>
/// <param name="moreDatabases">Further databases it uses, e.g. <c>national</c>.</param>
public abstract class ServiceFixture(string service, params string[] moreDatabases) : IAsyncLifetime
{
    private readonly Dictionary<string, string> environment = [];
    private GrpcChannel channel = null!;

    public TestPostgres Postgres { get; private set; } = null!;
    public TestIssuer Issuer { get; private set; } = null!;
    public TestBus Bus { get; private set; } = null!;
    public ServiceProcess Process { get; private set; } = null!;

    /// <summary>The actual names of the databases, by the names the service knows them by.</summary>
    public Dictionary<string, string> Databases { get; } = [];

    /// <summary>What the process was started with, to start another one beside or after it.</summary>
    public IReadOnlyDictionary<string, string> Configuration => environment;

    /// <summary>The service as it was built with these tests.</summary>
    public string Program => Repository.Built(service, $"services/{service}");

    /// <summary>What else the service is configured with; added to before it starts.</summary>
    protected virtual void Configure(IDictionary<string, string> settings) { }

    public virtual async ValueTask InitializeAsync()
    {
        Postgres = await TestPostgres.Running;
        Issuer = await TestIssuer.StartAsync();
        Bus = await TestBus.StartAsync();
        foreach (var name in (string[])[service.ToLowerInvariant(), "keys", .. moreDatabases])
        {
            var database = Databases[name] = await Postgres.NewDatabaseAsync(name);
            environment[$"ConnectionStrings__{name}"] = Postgres.As(database, "service");
            environment[$"ConnectionStrings__{name}_relay"] = Postgres.As(database, "relay");
            environment[$"ConnectionStrings__{name}_owner"] = Postgres.As(database, "owner");
        }
        environment["Sangam__Authority"] = Issuer.Address;
        environment["Sangam__InstallationKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        environment["Sangam__EventToken"] = TestBus.Token;
        environment["Events__Subscribers__0"] = Bus.Address;
        Configure(environment);
        await ServiceProcess.RunAsync(Program, environment, "migrate");
        Process = await ServiceProcess.StartAsync(Program, environment);
        channel = GrpcChannel.ForAddress(Process.Grpc);
    }

    public virtual async ValueTask DisposeAsync()
    {
        channel.Dispose();
        if (Process.Output.Contains("fail:", StringComparison.Ordinal))
            await Console.Error.WriteLineAsync($"{service} said:\n{Process.Output}");
        await Process.DisposeAsync();
        await Bus.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    public TestCollective NewCollective(string state = "IN-AP") => new(this, state);

    /// <summary>Calls with this token, or with none.</summary>
    public CallInvoker Calling(string? token) =>
        token is null
            ? channel.CreateCallInvoker()
            : channel.Intercept(headers =>
            {
                headers.Add("authorization", $"Bearer {token}");
                return headers;
            });

    /// <summary>A connection as one of the database's roles, for a test that goes behind the service's back.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string kind = "service", string? database = null)
    {
        var connection = new NpgsqlConnection(Postgres.As(Databases[database ?? service.ToLowerInvariant()], kind) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}

/// <summary>A collective that only this test knows.</summary>
public sealed class TestCollective(ServiceFixture fixture, string state)
{
    public Guid Id { get; } = Guid.CreateVersion7();
    public string Code => $"c{Id.ToString("n")[20..]}"; // the random end of the id

    /// <summary>A new account of this collective with a role, as its calls.</summary>
    public CallInvoker As(string role, Guid? account = null) =>
        fixture.Calling(Token(account, [.. Role.OfCollective.Single(r => r.Code == role).Permissions], ("role", role)));

    /// <summary>A new account of this collective with just these permissions.</summary>
    public CallInvoker With(string[] permissions, Guid? account = null) => fixture.Calling(Token(account, permissions));

    /// <summary>A member's own account with a role.</summary>
    public CallInvoker AsMember(string member, string role = "member", Guid? account = null) =>
        fixture.Calling(Token(account, [.. Role.OfCollective.Single(r => r.Code == role).Permissions], ("role", role), ("member", member)));

    private string Token(Guid? account, string[] permissions, params (string, string)[] more) =>
        fixture.Issuer.Token($"{account ?? Guid.NewGuid()}", Id, permissions, [("collective", Code), ("state", state), .. more]);

    /// <summary>Tells the service under test what another service would.</summary>
    public Task TellAsync(IEvent what, Guid? id = null) => fixture.Bus.TellAsync(fixture.Process.Http, Id, what, id);

    /// <summary>Makes the service under test know a member, as membership's events would.</summary>
    /// <param name="agrees">What else she agreed to, e.g. <c>legal-aid</c>.</param>
    public async Task<Guid> MemberAsync(
        DateOnly? joined = null,
        AgeBand ageBand = AgeBand._25To34,
        bool statistics = true,
        params IEnumerable<string> agrees
    )
    {
        var id = Guid.CreateVersion7();
        await TellAsync(new MemberEnrolled(id, joined ?? new DateOnly(2020, 1, 1), ageBand, Gender.Woman, statistics));
        foreach (var purpose in agrees)
            await TellAsync(new ConsentChanged(id, new(purpose), Given: true, Revision: 1));
        return id;
    }
}

/// <summary>How a call was refused, as whole values to compare.</summary>
public sealed record Refused(StatusCode Status, string Code, string? Field)
{
    public static async Task<Refused> ByAsync<T>(AsyncUnaryCall<T> call)
    {
        var e = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.NotEmpty(e.Status.Detail); // always a sentence fit to show
        Assert.Equal(e.Status.Detail, e.GetRpcStatus()?.GetDetail<LocalizedMessage>().Message);
        return new(e.StatusCode, e.Code, e.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations.Single().Field);
    }

    public static readonly Refused NotFound = new(StatusCode.NotFound, "not_found", null);
    public static readonly Refused NotAllowed = new(StatusCode.PermissionDenied, "not_allowed", null);

    public static Refused Invalid(string field, string code) => new(StatusCode.InvalidArgument, code, field);

    public static Refused NotNow(string code) => new(StatusCode.FailedPrecondition, code, null);
}

public static class RefusalCode
{
    extension(RpcException e)
    {
        /// <summary>The machine's word for the refusal, e.g. <c>consent_required</c>; empty when there is none.</summary>
        public string Code => e.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? "";
    }
}
