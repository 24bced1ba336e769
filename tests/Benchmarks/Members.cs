using System.Security.Cryptography;
using Grpc.Core.Interceptors;
using Sangam.Membership.V1;
using static Benchmarks.ByHand;

namespace Benchmarks;

internal sealed class EnrolAMember(Bench bench) : Benchmark("enrol a member", "at least 0.5", callers: 4)
{
    private readonly Members.MembersClient members = new(bench.Collective.As("facilitator"));
    private readonly byte[] answer = RandomNumberGenerator.GetBytes(300);

    private int drawn;

    public override bool IsRate => true;

    public override Task OursAsync(int caller) => members.EnrolMemberAsync(Bench.NewMember()).ResponseAsync;

    /// <summary>One that nobody has: numbers of members do not begin with a Q.</summary>
    private string NextNumber()
    {
        var n = Interlocked.Increment(ref drawn);
        return $"Q{(char)('A' + n / 2_600_000 % 26)}{(char)('A' + n / 100_000 % 26)}-{n / 10 % 10_000:0000}-{n % 10}";
    }

    /// <summary>The statements that enrolling sends, in its round trips. The relay delivers the event of either.</summary>
    public override async Task ByHandAsync(int caller)
    {
        var tenant = bench.Collective.Id;
        var id = Guid.CreateVersion7();
        var request = Guid.NewGuid();
        var now = DateTime.UtcNow;
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.SendAsync(transaction, bench.Tenant, Sql("select answer from request where request_id = $1", request));
        await using (var keys = await bench.Keys.OpenConnectionAsync())
            await keys.SendAsync(
                null,
                bench.Tenant,
                Sql(
                    """
                    insert into person_key select $1, $2, $3
                    where not exists (select from erasure where person_id = $2 and destroyed_at is not null)
                    on conflict do nothing
                    """,
                    tenant,
                    id,
                    answer[..60]
                ),
                Sql("select wrapped from person_key where person_id = $1", id)
            );
        await transaction.SaveAsync("numbered");
        await connection.SendAsync(
            transaction,
            Sql(
                """
                insert into member (
                    tenant_id, id, number, known_as, age_band, gender, gender_in_her_words, block, languages,
                    joined_on, left_on, legal_name, phone, phone_digest, revision, stint
                )
                values (
                    $1, $2, $3, 'Asha Devi', '_25To34', 'Woman', '', 'bhuj', '{}',
                    '2026-01-01', null, null, $4, $5, 1, 1
                )
                """,
                tenant,
                id,
                NextNumber(),
                answer[..40],
                Convert.ToHexStringLower(answer.AsSpan(0, 16))
            ),
            Sql("insert into name_word (tenant_id, member_id, word) values ($1, $2, 'asha')", tenant, id),
            Sql("insert into name_word (tenant_id, member_id, word) values ($1, $2, 'devi')", tenant, id),
            Consent("MembershipRecord"),
            Consent("Statistics"),
            Sql(
                """
                insert into audit (tenant_id, at, actor, roles, action, subject)
                values ($1, $2, $3, 'facilitator', 'members.enrol', $4)
                returning id
                """,
                tenant,
                now,
                tenant.ToString(),
                id
            ),
            Event(
                "member-enrolled",
                $$"""{"memberId":"{{id}}","joinedOn":"2026-01-01","ageBand":"_25To34","gender":"Woman","statistics":true}"""
            ),
            Event(
                "consent-changed",
                $$"""{"memberId":"{{id}}","purpose":"membership-record","given":true,"revision":1,"partnerId":null}"""
            ),
            Event("consent-changed", $$"""{"memberId":"{{id}}","purpose":"statistics","given":true,"revision":1,"partnerId":null}""")
        );
        await connection.SendAsync(
            transaction,
            Sql("insert into request (tenant_id, request_id, answer, at) values ($1, $2, $3, $4)", tenant, request, answer, now)
        );
        await transaction.CommitAsync();

        Npgsql.NpgsqlBatchCommand Event(string type, string data) =>
            Sql(
                "insert into outbox (tenant_id, id, type, data, occurred_at, due_at) values ($1, $2, $3, $4::jsonb, $5, $5)",
                tenant,
                Guid.CreateVersion7(),
                $"membership.{type}.v1",
                data,
                now
            );

        Npgsql.NpgsqlBatchCommand Consent(string purpose) =>
            Sql(
                """
                insert into consent (
                    tenant_id, id, member_id, purpose, given, notice_version, language, channel, partner_id, partner, at, read_by
                )
                values ($1, $2, $3, $4, true, '2026-1', 'te', 'ReadAloud', null, '', $5, null)
                """,
                tenant,
                Guid.CreateVersion7(),
                id,
                purpose,
                now
            );
    }
}

/// <summary>Pages of fifty, one after the other through the whole register.</summary>
internal sealed class PageThroughMembers(Bench bench) : Benchmark("a page of 50 members", "at most 1.5")
{
    private readonly Members.MembersClient members = new(bench.Collective.With(["members.read"]));
    private string token = "";
    private (string KnownAs, Guid Id) last = ("", Guid.Empty);

    public override async Task OursAsync(int caller) => token = (await members.ListMembersAsync(new() { PageToken = token })).NextPageToken;

    public override async Task ByHandAsync(int caller)
    {
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var batch = new Npgsql.NpgsqlBatch(connection);
        batch.BatchCommands.Add(bench.Tenant);
        batch.BatchCommands.Add(
            last.Id == Guid.Empty
                ? Sql(Pages.Sql("m.left_on is null", "$1"), 51)
                : Sql(Pages.Sql("m.left_on is null and (m.known_as, m.id) > ($1, $2)", "$3"), last.KnownAs, last.Id, 51)
        );
        batch.BatchCommands.Add(Sql("select members from register"));
        last = await Pages.ReadAsync(batch);
    }
}

internal sealed class SearchByName(Bench bench) : Benchmark("search by name", "at most 1.5")
{
    private readonly Members.MembersClient members = new(bench.Collective.With(["members.read"]));

    public override Task OursAsync(int caller) => members.ListMembersAsync(new() { Search = "lak ra" }).ResponseAsync;

    public override async Task ByHandAsync(int caller)
    {
        const string word = "exists (select from name_word w where w.member_id = m.id and w.word >= {0} and w.word < {1})";
        var condition = $"m.left_on is null and {string.Format(null, word, "$1", "$2")} and {string.Format(null, word, "$3", "$4")}";
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var batch = new Npgsql.NpgsqlBatch(connection);
        batch.BatchCommands.Add(bench.Tenant);
        batch.BatchCommands.Add(Sql(Pages.Sql(condition, "$5"), "lak", "lak\U0010FFFF", "ra", "ra\U0010FFFF", 51));
        batch.BatchCommands.Add(Sql("select members from register"));
        await Pages.ReadAsync(batch);
    }
}

internal sealed class ReadThroughTheGateway(Bench bench, int callers)
    : Benchmark($"a call through the gateway / directly, {callers} at once", "at most 2", callers)
{
    private readonly Members.MembersClient direct = new(bench.Collective.With(["members.read"])),
        through = Through(bench);
    private string id = "";

    public override async Task PrepareAsync() => id = (await direct.ListMembersAsync(new() { PageSize = 1 })).Members[0].Id;

    public override Task OursAsync(int caller) => through.GetMemberAsync(new() { Id = id }).ResponseAsync;

    public override Task ByHandAsync(int caller) => direct.GetMemberAsync(new() { Id = id }).ResponseAsync;

    private static Members.MembersClient Through(Bench bench)
    {
        var token = bench.Issuer.Token($"{Guid.NewGuid()}", bench.Collective.Id, ["members.read"]);
        return new(
            bench.Gateway.Intercept(h =>
            {
                h.Add("authorization", $"Bearer {token}");
                return h;
            })
        );
    }
}
