using System.Security.Cryptography;
using Sangam.Membership.V1;
using static Benchmarks.ByHand;

namespace Benchmarks;

/// <summary>An election of the collective that is measured, with seven candidates for four seats.</summary>
internal static class AnElection
{
    private static readonly string[] Symbols = ["lamp", "tree", "pot", "umbrella", "drum", "sun", "boat"];

    /// <param name="method">How it is counted.</param>
    /// <returns>The election while voting is open, and who is on its roll.</returns>
    public static async Task<(Election Election, IReadOnlyList<string> Roll)> OpenAsync(Bench bench, CountingMethod method)
    {
        var chair = new Offices.OfficesClient(bench.Collective.As("executive"));
        var committee = new Elections.ElectionsClient(bench.Collective.As("election_committee"));
        var today = TimeProvider.System.Today.ToMessage();
        var office = await chair.SetUpOfficeAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Name = $"Leadership {method}",
                Kind = OfficeKind.Governing,
                Seats = 4,
                HasVote = true,
            }
        );
        var election = await committee.DraftElectionAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                OfficeId = office.Id,
                Name = "Leadership",
                Method = method,
                NominationsUntil = today,
                RollCutOff = today,
                VotingFrom = today,
                VotingUntil = today,
                TakesOfficeOn = today,
            }
        );
        await committee.OpenNominationsAsync(new() { Id = election.Id });
        var members = (
            await new Members.MembersClient(bench.Collective.As("facilitator")).ListMembersAsync(new() { PageSize = 20 })
        ).Members;
        for (var i = 0; i < Symbols.Length; i++)
            await committee.NominateCandidateAsync(
                new()
                {
                    RequestId = $"{Guid.NewGuid()}",
                    ElectionId = election.Id,
                    MemberId = members[i].Id,
                    ProposerId = members[i + 10].Id,
                    Symbol = Symbols[i],
                    Consent = true,
                }
            );
        await committee.FreezeRollAsync(new() { Id = election.Id });
        var roll = new List<string>();
        for (var token = ""; ; )
        {
            var page = await committee.ListRollAsync(
                new()
                {
                    ElectionId = election.Id,
                    PageSize = 500,
                    PageToken = token,
                }
            );
            roll.AddRange(page.Entries.Select(e => e.MemberId));
            if ((token = page.NextPageToken) == "")
                break;
        }
        return (await committee.OpenVotingAsync(new() { Id = election.Id }), roll);
    }
}

/// <summary>
/// Every ballot is another voter's, by her own token. One half of the roll votes through the service and the other by hand.
/// </summary>
internal sealed class CastABallot(Bench bench) : Benchmark("cast a ballot", "at least 0.5")
{
    private readonly byte[] sealedBallot = RandomNumberGenerator.GetBytes(52);
    private Election election = null!;
    private Guid id;
    private Elections.ElectionsClient[] voters = [];
    private Guid[] roll = [];
    private int ours,
        byHand;

    public override bool IsRate => true;

    public override async Task PrepareAsync()
    {
        var (opened, entries) = await AnElection.OpenAsync(bench, CountingMethod.Approval);
        var half = entries.Count / 2;
        election = opened;
        id = Guid.Parse(opened.Id);
        roll = [.. entries.Take(half).Select(Guid.Parse)];
        voters = [.. entries.Skip(half).Select(e => new Elections.ElectionsClient(bench.Collective.AsMember(e)))];
    }

    public override async Task OursAsync(int caller)
    {
        if (ours % voters.Length == 0)
            await EmptyBoxAsync();
        await voters[ours++ % voters.Length]
            .CastBallotAsync(
                new()
                {
                    ElectionId = election.Id,
                    RetryKey = $"{Guid.NewGuid()}",
                    CandidateIds = { election.Candidates[0].Id, election.Candidates[2].Id },
                }
            );
    }

    public override async Task ByHandAsync(int caller)
    {
        if (byHand % roll.Length == 0)
            await EmptyBoxAsync();
        await using var connection = await bench.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.SendAsync(
            transaction,
            bench.Tenant,
            Sql("select * from election where id = $1 for share", id),
            Sql("select * from candidate where election_id = $1", id)
        );
        await connection.SendAsync(
            transaction,
            Sql(
                """
                update roll_entry set voted = 'Digital'
                where election_id = $1 and member_id = $2 and voted is null
                      and exists (select from member m where m.id = $2 and m.left_on is null)
                """,
                id,
                roll[byHand++ % roll.Length]
            )
        );
        await connection.SendAsync(transaction, Sql("select wrapped from ballot_key where election_id = $1", id));
        await connection.SendAsync(
            transaction,
            Sql(
                "insert into sealed_ballot (tenant_id, id, election_id, tag, sealed) values ($1, $2, $3, $4, $5)",
                bench.Collective.Id,
                Guid.NewGuid(),
                id,
                $"{Guid.NewGuid():n}",
                sealedBallot
            )
        );
        await transaction.CommitAsync();
    }

    /// <summary>Once a half has voted, the roll may begin again.</summary>
    private Task EmptyBoxAsync() =>
        bench.SendAsync(
            Sql("delete from sealed_ballot where election_id = $1", id),
            Sql("update roll_entry set voted = null where election_id = $1", id)
        );
}

/// <summary>
/// Ours counts ten thousand ballots to the last stage of the transferable vote; by hand they are read, alike ones together.
/// </summary>
internal sealed class CountTransferableVotes(Bench bench) : Benchmark("count 10,000 STV ballots", "as it is")
{
    private readonly Elections.ElectionsClient committee = new(bench.Collective.As("election_committee"));
    private string election = "";

    public override async Task PrepareAsync()
    {
        election = (await AnElection.OpenAsync(bench, CountingMethod.SingleTransferableVote)).Election.Id;
        await committee.CloseVotingAsync(new() { Id = election });
        // Seven candidates, ranked as far as a voter cares, the first ones liked a little more.
        await bench.SendAsync(
            Sql(
                """
                insert into ballot (tenant_id, id, election_id, marks)
                select current_tenant(), gen_random_uuid(), $1,
                       (select array_agg(p order by hashint4(n * 7 + p) % 1000 + p * 90) from generate_series(1, 7) p)[1:1 + n % 7]
                from generate_series(1, 10000) n
                """,
                Guid.Parse(election)
            )
        );
    }

    public override Task OursAsync(int caller) => committee.GetCountAsync(new() { ElectionId = election }).ResponseAsync;

    public override Task ByHandAsync(int caller) =>
        bench.SendAsync(Sql("select marks, count(*) from ballot where election_id = $1 group by marks", Guid.Parse(election)));
}
