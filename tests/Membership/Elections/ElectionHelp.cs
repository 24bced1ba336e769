using Npgsql;
using Sangam.Membership.V1;

namespace Membership.Tests;

/// <summary>An election of a collective that only one test knows, with members, an office and a committee.</summary>
internal sealed class TestElection
{
    private TestElection(MembershipFixture network, TestCollective collective, Guid office, IReadOnlyList<Member> members)
    {
        Network = network;
        Collective = collective;
        Office = office;
        Members = members;
        Usha = collective.Elections(members[0].Id, "election_committee");
        Rekha = collective.Elections(members[1].Id, "election_committee");
    }

    public MembershipFixture Network { get; }
    public TestCollective Collective { get; }
    public Guid Office { get; }
    public IReadOnlyList<Member> Members { get; }

    /// <summary>Two members of the committee: the first two of the register. Those after them stand.</summary>
    public V1.Elections.ElectionsClient Usha { get; }
    public V1.Elections.ElectionsClient Rekha { get; }

    public Election Now { get; set; } = new();

    /// <summary>A collective with members of whom the first two are the committee, and an office with its seats.</summary>
    public static async Task<TestElection> WithAsync(
        MembershipFixture network,
        int members,
        int seats = 1,
        int reserved = 0,
        int? termLimit = null
    )
    {
        var collective = network.NewCollective();
        var enrolled = await Task.WhenAll(
            Enumerable
                .Range(0, members)
                .Select(async i => await collective.EnrolAsync($"Member {(char)('A' + (i % 26))}{i}", new(2020, 1, 1)))
        );
        return new(network, collective, await network.OfficeAsync(collective, seats, reserved, termLimit), enrolled);
    }

    public DraftElectionRequest Plan =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            OfficeId = $"{Office}",
            Name = "Executive",
            Method = CountingMethod.Approval,
            NominationsUntil = Doing.Today.ToMessage(),
            RollCutOff = Doing.Today.ToMessage(),
            VotingFrom = Doing.Today.ToMessage(),
            VotingUntil = Doing.Today.ToMessage(),
            TakesOfficeOn = Doing.Today.AddDays(7).ToMessage(),
        };

    public async Task<TestElection> DraftAsync(Action<DraftElectionRequest>? but = null)
    {
        Now = await Usha.DraftElectionAsync(Plan.But(but ?? (_ => { })));
        return this;
    }

    /// <summary>Nominations, with as many candidates as said: the members after the committee.</summary>
    public async Task<TestElection> NominatedAsync(int candidates, Action<DraftElectionRequest>? but = null)
    {
        await DraftAsync(but);
        Now = await Usha.OpenNominationsAsync(new() { Id = Now.Id });
        for (var i = 0; i < candidates; i++)
            await StandAsync(Members[2 + i], Symbols[i]);
        return this;
    }

    public async Task<TestElection> VotingAsync(int candidates, Action<DraftElectionRequest>? but = null)
    {
        await NominatedAsync(candidates, but);
        await Usha.FreezeRollAsync(new() { Id = Now.Id });
        Now = await Usha.OpenVotingAsync(new() { Id = Now.Id });
        return this;
    }

    public async Task StandAsync(Member member, string symbol) =>
        Now = await Collective
            .Elections(member.Id)
            .StandForElectionAsync(
                new()
                {
                    RequestId = $"{Guid.NewGuid()}",
                    ElectionId = Now.Id,
                    Symbol = symbol,
                }
            );

    /// <summary>The candidate that a member is.</summary>
    public string IdOf(Member member) => Now.Candidates.Single(c => c.MemberId == member.Id).Id;

    public async Task<string> CastAsync(Member voter, params IEnumerable<Member> marked) =>
        (await Collective.Elections(voter.Id).CastBallotAsync(Ballot([.. marked]))).Receipt;

    public CastBallotRequest Ballot(params Member[] marked) =>
        new()
        {
            ElectionId = Now.Id,
            RetryKey = $"{Guid.NewGuid()}",
            CandidateIds = { marked.Select(IdOf) },
            Blank = marked.Length == 0,
        };

    public async Task GivePaperAsync(Member voter) => await Usha.GivePaperBallotAsync(new() { ElectionId = Now.Id, MemberId = voter.Id });

    public async Task<TestElection> CloseAsync()
    {
        Now = await Usha.CloseVotingAsync(new() { Id = Now.Id });
        return this;
    }

    public async Task<Election> CertifyAsync()
    {
        await Usha.CertifyElectionAsync(new() { Id = Now.Id });
        return Now = await Rekha.CertifyElectionAsync(new() { Id = Now.Id });
    }

    /// <summary>The members who are elected, in the order of their election.</summary>
    public IEnumerable<string> Elected(CountSheet sheet) =>
        sheet.Elected.Select(e => Now.Candidates.Single(c => c.Id == e.CandidateId).MemberId);

    public Task<IReadOnlyList<string>> RowsAsync(string sql) => Network.RowsAsync(Collective.Id, sql);

    public static readonly string[] Symbols = ["lamp", "tree", "pot", "umbrella", "drum", "sun", "boat", "bicycle"];
}

internal static class ElectionHelp
{
    extension(TestCollective collective)
    {
        public V1.Elections.ElectionsClient Elections(string member, string role = "member") => new(collective.AsMember(member, role));
    }

    extension(MembershipFixture network)
    {
        public async Task<Guid> OfficeAsync(
            TestCollective collective,
            int seats = 1,
            int reserved = 0,
            int? termLimit = null,
            string kind = "Governing"
        )
        {
            var id = Guid.NewGuid();
            await network.ExecuteAsync(
                collective,
                $"""
                insert into office (tenant_id, id, name, kind, seats, has_vote, term_months, term_limit,
                    reserved_seats, reserved_for, set_up_on)
                values ('{collective.Id}', '{id}', 'Office {id.ToString()[..8]}', '{kind}', {seats}, true, 24, {termLimit?.ToString(
                    System.Globalization.CultureInfo.InvariantCulture
                ) ?? "null"}, {reserved}, '{(reserved > 0 ? "hijra" : "")}', '2020-01-01')
                """
            );
            return id;
        }

        public Task HoldAsync(TestCollective collective, Guid office, Member member, DateOnly from, DateOnly? endsOn, int inARow = 1) =>
            network.ExecuteAsync(
                collective,
                $"""
                insert into term (tenant_id, id, office_id, member_id, in_a_row, started_on, ends_on)
                values ('{collective.Id}', gen_random_uuid(), '{office}', '{member.Id}', {inARow}, '{from:yyyy-MM-dd}', {(
                    endsOn is { } day ? $"'{day:yyyy-MM-dd}'" : "null"
                )})
                """
            );

        public Task DeclareAsync(TestCollective collective, Member member) =>
            network.ExecuteAsync(
                collective,
                $"insert into member_sub_group (tenant_id, sub_group, member_id) values ('{collective.Id}', 'hijra', '{member.Id}')"
            );

        public async Task<int> ExecuteAsync(TestCollective collective, string sql)
        {
            await using var connection = await network.ConnectAsync();
#pragma warning disable CA2100 // of ids that the test drew
            await using var command = new NpgsqlCommand($"select set_config('app.tenant_id', '{collective.Id}', false); {sql}", connection);
#pragma warning restore CA2100
            return await command.ExecuteNonQueryAsync();
        }
    }
}
