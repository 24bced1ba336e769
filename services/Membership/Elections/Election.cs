using Membership.Offices;

namespace Membership.Elections;

/// <summary>
/// An election to an office. It goes from stage to stage by the steps below, each taken by the election committee; a step out
/// of its turn is refused with a code of its own.
/// </summary>
public sealed class Election
{
    public const int LongestName = 100,
        LongestReason = 500;

    /// <summary>How many members of the committee sign under a count before it holds.</summary>
    public const int Signatures = 2;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid OfficeId { get; private init; }
    public string Name { get; private set; } = "";
    public V1.CountingMethod Method { get; private set; }
    public int Seats { get; private set; }
    public int ReservedSeats { get; private set; }
    public string ReservedFor { get; private set; } = "";
    public int QuorumPercent { get; private set; }
    public DateOnly NominationsUntil { get; private set; }
    public DateOnly RollCutOff { get; private set; }
    public DateOnly VotingFrom { get; private set; }
    public DateOnly VotingUntil { get; private set; }
    public DateOnly TakesOfficeOn { get; private set; }
    public V1.ElectionStage Stage { get; private set; } = V1.ElectionStage.Draft;
    public string CancelledBecause { get; private set; } = "";
    public string PapersExplained { get; private set; } = "";
    public int RollSize { get; private set; }
    public DateOnly? CertifiedOn { get; private set; }
    public int Revision { get; private set; } = 1;
    public List<Candidate> Candidates { get; } = [];

    /// <summary>Those who stand: not those who withdrew.</summary>
    public IEnumerable<Candidate> Standing => Candidates.Where(c => c.WithdrawnOn is null).OrderBy(c => c.Position).ThenBy(c => c.Id);

    /// <summary>Voting has ended, one way or another: how many took part may be told.</summary>
    public bool IsOver => Stage is V1.ElectionStage.Closed or V1.ElectionStage.QuorumMissed or V1.ElectionStage.Certified;

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Election From(Office office, Plan plan) => new Election { OfficeId = office.Id }.With(office, plan);

    /// <exception cref="Refusal"><c>not_a_draft</c>, <c>changed_meanwhile</c>, or a field is wrong.</exception>
    public void Correct(Office office, Plan plan, string etag)
    {
        In(V1.ElectionStage.Draft, "not_a_draft", "This is no longer a draft.");
        if (etag != this.Etag)
            throw Refusal.Changed();
        With(office, plan);
        Revision++;
    }

    /// <exception cref="Refusal"><c>not_a_draft</c>, <c>nominations_over</c>.</exception>
    public void OpenNominations(DateOnly today)
    {
        In(V1.ElectionStage.Draft, "not_a_draft", "This is no longer a draft.");
        if (today > NominationsUntil)
            throw NominationsOver();
        To(V1.ElectionStage.Nominations);
    }

    /// <exception cref="Refusal"><c>nominations_closed</c>, <c>nominations_over</c>, <c>already_stands</c>,
    /// <c>symbol_taken</c>.</exception>
    public Candidate Nominate(Guid member, Guid? proposer, string symbol, bool ofSubGroup, DateOnly today)
    {
        RequireNominations();
        if (today > NominationsUntil)
            throw NominationsOver();
        if (Standing.Any(c => c.MemberId == member))
            throw Refusal.NotNow("already_stands", "She stands already.");
        if (Standing.Any(c => c.Symbol == symbol))
            throw Refusal.Invalid("symbol", "symbol_taken", "Another candidate has this symbol. Choose another one.");
        var candidate = new Candidate
        {
            ElectionId = Id,
            MemberId = member,
            ProposerId = proposer,
            Symbol = symbol,
            OfSubGroup = ofSubGroup,
            NominatedOn = today,
        };
        Candidates.Add(candidate);
        return candidate;
    }

    /// <exception cref="Refusal"><c>nominations_closed</c>.</exception>
    public void RequireNominations() => In(V1.ElectionStage.Nominations, "nominations_closed", "Nominations are not open.");

    /// <summary>May the roll be frozen now?</summary>
    /// <exception cref="Refusal"><c>nominations_closed</c>, <c>nominations_running</c>, <c>cut_off_ahead</c>,
    /// <c>no_candidates</c>.</exception>
    public void RequireFreezing(DateOnly today)
    {
        RequireNominations();
        if (today < NominationsUntil)
            throw Refusal.NotNow("nominations_running", "Nominations are open until their last day.");
        if (today < RollCutOff)
            throw Refusal.NotNow("cut_off_ahead", "The day of the roll has not come yet.");
        if (!Standing.Any())
            throw Refusal.NotNow("no_candidates", "Nobody stands. Cancel this election, and plan it anew.");
    }

    /// <param name="order">The candidates in the order that was drawn for the ballot.</param>
    public void Freeze(int rollSize, IReadOnlyList<Candidate> order)
    {
        for (var i = 0; i < order.Count; i++)
            order[i].Position = (short)(i + 1);
        RollSize = rollSize;
        To(V1.ElectionStage.RollFrozen);
    }

    /// <exception cref="Refusal"><c>roll_not_frozen</c>, <c>voting_ahead</c>, <c>voting_over</c>.</exception>
    public void OpenVoting(DateOnly today)
    {
        In(V1.ElectionStage.RollFrozen, "roll_not_frozen", "The roll is not frozen, or voting has begun.");
        RequireDays(today);
        To(V1.ElectionStage.Voting);
    }

    /// <exception cref="Refusal"><c>voting_not_open</c>, <c>voting_ahead</c>, <c>voting_over</c>.</exception>
    public void RequireVoting(DateOnly today)
    {
        In(V1.ElectionStage.Voting, "voting_not_open", "Voting is not open.");
        RequireDays(today);
    }

    /// <summary>Ends voting; without the quorum there is nothing to count.</summary>
    /// <exception cref="Refusal"><c>voting_not_open</c>, <c>voting_running</c>.</exception>
    public void Close(int voted, DateOnly today)
    {
        In(V1.ElectionStage.Voting, "voting_not_open", "Voting is not open.");
        if (today < VotingUntil)
            throw Refusal.NotNow("voting_running", "Voting goes on until its last day.");
        To((long)voted * 100 >= (long)QuorumPercent * RollSize ? V1.ElectionStage.Closed : V1.ElectionStage.QuorumMissed);
    }

    /// <exception cref="Refusal"><c>not_closed</c>.</exception>
    public void RequireClosed() =>
        In(V1.ElectionStage.Closed, "not_closed", "This can be done between the close of voting and the certificate.");

    /// <summary>Why paper ballots are missing.</summary>
    public void Explain(string explanation)
    {
        RequireClosed();
        PapersExplained = explanation;
        Revision++;
    }

    public void Certify(DateOnly today)
    {
        RequireClosed();
        CertifiedOn = today;
        To(V1.ElectionStage.Certified);
    }

    /// <exception cref="Refusal"><c>already_settled</c>.</exception>
    public void Cancel(string reason)
    {
        if (Stage is V1.ElectionStage.Certified or V1.ElectionStage.Cancelled)
            throw Refusal.NotNow("already_settled", "This election is certified or cancelled already.");
        CancelledBecause = reason;
        To(V1.ElectionStage.Cancelled);
    }

    /// <summary>
    /// A ballot's marks, as positions on the ballot: in order of preference where candidates are ranked, else by position, so
    /// that they tell no more than they must.
    /// </summary>
    /// <exception cref="Refusal"><c>unknown_candidate</c>, <c>repeated</c>, <c>too_many</c>.</exception>
    public short[] Marks(IReadOnlyCollection<string> candidateIds)
    {
        var positions = Standing.ToDictionary(c => c.Id, c => c.Position);
        if (candidateIds.Count > MostMarks)
            throw Refusal.Invalid("candidate_ids", "too_many", "More candidates are marked than may be.");
        var marks = candidateIds
            .Select(id =>
                positions.TryGetValue(Input.Id(id, "candidate_ids"), out var position)
                    ? position
                    : throw Refusal.Invalid("candidate_ids", "unknown_candidate", "This candidate does not stand in this election.")
            )
            .ToArray();
        if (marks.Distinct().Count() < marks.Length)
            throw Refusal.Invalid("candidate_ids", "repeated", "Mark each candidate once.");
        return Method == V1.CountingMethod.SingleTransferableVote ? marks : [.. marks.Order()];
    }

    /// <summary>How many candidates a ballot may mark.</summary>
    public int MostMarks => Method == V1.CountingMethod.Plurality ? Math.Min(Seats, Standing.Count()) : Standing.Count();

    private Election With(Office office, Plan plan)
    {
        plan.RequireOrder();
        Name = plan.Name;
        Method = plan.Method;
        QuorumPercent = plan.QuorumPercent;
        Seats = plan.Seats == 0 ? office.Seats : Input.Between(plan.Seats, 1, office.Seats, "seats");
        (ReservedSeats, ReservedFor) = Reserved(office);
        NominationsUntil = plan.NominationsUntil;
        RollCutOff = plan.RollCutOff;
        VotingFrom = plan.VotingFrom;
        VotingUntil = plan.VotingUntil;
        TakesOfficeOn = plan.TakesOfficeOn;
        return this;
    }

    /// <summary>
    /// As many reserved seats as the office still needs: those that stay filled while only some of its seats are elected count.
    /// </summary>
    private (int, string) Reserved(Office office)
    {
        if (office.ReservedSeats == 0)
            return (0, "");
        var stays = Seats == office.Seats ? 0 : office.Terms.Count(t => t.Reserved && t.EndedOn is null);
        var wanted = Math.Clamp(office.ReservedSeats - stays, 0, Seats);
        return wanted == 0 ? (0, "") : (wanted, office.ReservedFor);
    }

    private void RequireDays(DateOnly today)
    {
        if (today < VotingFrom)
            throw Refusal.NotNow("voting_ahead", "The first day of voting has not come yet.");
        if (today > VotingUntil)
            throw Refusal.NotNow("voting_over", "The last day of voting has passed.");
    }

    private static Refusal NominationsOver() => Refusal.NotNow("nominations_over", "The last day for nominations has passed.");

    private void In(V1.ElectionStage stage, string code, string sentence)
    {
        if (Stage != stage)
            throw Refusal.NotNow(code, sentence);
    }

    private void To(V1.ElectionStage stage)
    {
        Stage = stage;
        Revision++;
    }
}
