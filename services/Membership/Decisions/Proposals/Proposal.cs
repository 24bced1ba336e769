using Membership.Groups;

namespace Membership.Decisions;

/// <summary>Hands counted in a meeting, or votes over days.</summary>
public readonly record struct VoteCount(int InFavour, int Against, int Abstained, int Present, int Roll)
{
    /// <summary>Those who took part, as a share of those who could, reach this many per cent.</summary>
    public bool Reaches(int percent) => (long)Present * 100 >= (long)percent * Roll;
}

/// <summary>What a member proposes, and how it was decided.</summary>
public sealed class Proposal
{
    public const int LongestTitle = 200;
    public const int LongestText = 10_000;
    public const int LongestVote = 90; // days

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Sealed with the collective's key, like <see cref="Text"/>.</summary>
    public required byte[] Title { get; init; }
    public required byte[]? Text { get; init; }
    public required V1.ProposalKind Kind { get; init; }
    public required V1.VotingRule Rule { get; init; }
    public required int QuorumPercent { get; init; }

    /// <summary>The draft of the bylaws that it would adopt.</summary>
    public required Guid? BylawId { get; init; }

    /// <summary>The member who proposed it, whoever entered it.</summary>
    public required Guid ProposedBy { get; init; }
    public required DateOnly ProposedOn { get; init; }
    public V1.ProposalStage Stage { get; private set; } = V1.ProposalStage.Proposed;

    /// <summary>First and last day of a vote over days.</summary>
    public DateOnly? OpensOn { get; private set; }
    public DateOnly? ClosesOn { get; private set; }
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>The day on which the count was made or entered.</summary>
    public DateOnly? CountedOn { get; private set; }

    /// <summary>The group's meeting in which it was decided; null for one of all members, or a vote over days.</summary>
    public Guid? MeetingId { get; private set; }
    public int? InFavour { get; private set; }
    public int? Against { get; private set; }
    public int? Abstained { get; private set; }
    public int? Present { get; private set; }
    public int? Roll { get; private set; }
    public int Revision { get; private set; } = 1;

    public bool IsDecided => Stage is V1.ProposalStage.Carried or V1.ProposalStage.Lost or V1.ProposalStage.Lapsed;

    /// <summary>Votes can be cast on that day.</summary>
    public bool IsOpenOn(DateOnly day) => Stage == V1.ProposalStage.Open && OpensOn <= day && day <= ClosesOn;

    /// <summary>
    /// The outcome of a count, exactly: lapsed when the quorum was missed; of those for and against, more for than against, or
    /// two thirds for. A tie does not carry.
    /// </summary>
    public static V1.ProposalStage Outcome(V1.VotingRule rule, int quorumPercent, VoteCount count) =>
        !count.Reaches(quorumPercent) ? V1.ProposalStage.Lapsed
        : count.InFavour > 0
        && (rule == V1.VotingRule.TwoThirds ? 3L * count.InFavour >= 2L * (count.InFavour + count.Against) : count.InFavour > count.Against)
            ? V1.ProposalStage.Carried
        : V1.ProposalStage.Lost;

    /// <exception cref="Refusal"><c>already_opened</c>.</exception>
    public void Withdraw()
    {
        RequireProposed();
        Become(V1.ProposalStage.Withdrawn);
    }

    /// <exception cref="Refusal"><c>already_opened</c>, <c>out_of_range</c>.</exception>
    public void Open(DateOnly today, DateOnly closesOn)
    {
        RequireProposed();
        if (closesOn < today || closesOn > today.AddDays(LongestVote))
            throw Refusal.Invalid("closes_on", "out_of_range", $"The last day is today or one of the next {LongestVote}.");
        OpensOn = today;
        ClosesOn = closesOn;
        Become(V1.ProposalStage.Open);
    }

    /// <param name="waiting">How many of those who can still vote have not.</param>
    /// <exception cref="Refusal"><c>vote_not_open</c>, <c>still_open</c>.</exception>
    public void Close(VoteCount count, int waiting, DateOnly today)
    {
        RequireOpen();
        if (today <= ClosesOn && waiting > 0)
            throw Refusal.NotNow("still_open", "The vote is still open. It can be counted after its last day, or when everyone has voted.");
        Decide(count, today < ClosesOn ? today : ClosesOn!.Value, today);
    }

    /// <summary>By the hands of a group's meeting; one without its quorum decides nothing.</summary>
    /// <exception cref="Refusal"><c>already_opened</c>, <c>all_members_decide</c>, <c>before_proposing</c>,
    /// <c>too_many_hands</c>.</exception>
    public void DecideIn(Meeting meeting, VoteCount count, DateOnly today)
    {
        if (Kind == V1.ProposalKind.Bylaws)
            throw Refusal.NotNow(
                "all_members_decide",
                "The bylaws belong to all members: a meeting of all of them decides, or a vote over days."
            );
        MeetingId = meeting.Id;
        DecideByHands(count, meeting.MetOn, today);
        if (meeting.QuorumMissed)
            Stage = V1.ProposalStage.Lapsed;
    }

    /// <exception cref="Refusal"><c>already_opened</c>, <c>before_proposing</c>, <c>too_many_hands</c>,
    /// <c>too_many_present</c>.</exception>
    public void DecideByHands(VoteCount count, DateOnly metOn, DateOnly today)
    {
        RequireProposed();
        if (metOn < ProposedOn)
            throw Refusal.Invalid("met_on", "before_proposing", "It had not been proposed by that day.");
        if (count.Present > count.Roll)
            throw Refusal.Invalid("present", "too_many_present", "There were not so many members on that day.");
        if (count.InFavour + count.Against + count.Abstained > count.Present)
            throw Refusal.Invalid("in_favour", "too_many_hands", "More hands were counted than members were there.");
        Decide(count, metOn, today);
    }

    /// <exception cref="Refusal"><c>not_counted_by_hand</c>, <c>too_late</c>.</exception>
    public void Undo(DateOnly today)
    {
        if (!IsDecided || OpensOn is not null)
            throw Refusal.NotNow("not_counted_by_hand", "Only a count of hands can be taken back.");
        if (CountedOn != today)
            throw Refusal.NotNow("too_late", "This can be undone on the same day only.");
        DecidedOn = null;
        CountedOn = null;
        MeetingId = null;
        InFavour = null;
        Against = null;
        Abstained = null;
        Present = null;
        Roll = null;
        Become(V1.ProposalStage.Proposed);
    }

    private void Decide(VoteCount count, DateOnly day, DateOnly today)
    {
        DecidedOn = day;
        CountedOn = today;
        InFavour = count.InFavour;
        Against = count.Against;
        Abstained = count.Abstained;
        Present = count.Present;
        Roll = count.Roll;
        Become(Outcome(Rule, QuorumPercent, count));
    }

    /// <exception cref="Refusal"><c>vote_not_open</c>.</exception>
    public void RequireOpen()
    {
        if (Stage != V1.ProposalStage.Open)
            throw Refusal.NotNow("vote_not_open", "This is not being voted on.");
    }

    private void Become(V1.ProposalStage stage)
    {
        Stage = stage;
        Revision = Revision + 1;
    }

    private void RequireProposed()
    {
        if (Stage != V1.ProposalStage.Proposed)
            throw Refusal.NotNow("already_opened", "This is being voted on, or was decided or withdrawn.");
    }
}

/// <summary>A member takes part in a vote over days. What she chose is kept only until it closes.</summary>
public sealed class ProposalVote
{
    public Guid TenantId { get; private set; }
    public required Guid ProposalId { get; init; }
    public required Guid MemberId { get; init; }

    /// <summary>Null once the vote is counted.</summary>
    public V1.VoteChoice? Choice { get; init; }
}
