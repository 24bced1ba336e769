namespace Indicators.Months;

/// <summary>
/// A collective's decision on one month of its figures, or on a revision of it: open → submitted → approved by two members of the
/// executive, neither of whom submitted it → released → locked, which is final.
/// </summary>
public sealed class Month
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public DateOnly FirstDay { get; private init; }

    /// <summary>1, or 2 and more for what is released anew of a locked month.</summary>
    public int Revision { get; private init; } = 1;

    /// <summary>Of a revision.</summary>
    public V1.RevisionReason Reason { get; private init; }

    /// <summary>As it was decided; that it is locked is said by the time, see <see cref="StateAt"/>.</summary>
    public V1.MonthState State { get; private set; } = V1.MonthState.Open;

    public Guid? SubmittedBy { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public Guid? FirstApprovedBy { get; private set; }
    public DateTimeOffset? FirstApprovedAt { get; private set; }
    public Guid? SecondApprovedBy { get; private set; }
    public DateTimeOffset? SecondApprovedAt { get; private set; }

    /// <summary>The digest of what the executive approved; nothing else may leave the house.</summary>
    public string? ApprovedDigest { get; private set; }

    public Guid? ReleasedBy { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>Until then the release can be taken back; from then on the network has it.</summary>
    public DateTimeOffset? LocksAt { get; private set; }

    /// <summary>
    /// When a release of it was taken back because a member withdrew her consent to statistics before the lock; null again once
    /// it is submitted anew.
    /// </summary>
    public DateTimeOffset? TakenBackAt { get; private set; }

    public int Version { get; private set; } = 1;

    public static Month Starting(DateOnly firstDay) => new() { Id = Guid.CreateVersion7(), FirstDay = firstDay };

    public V1.MonthState StateAt(DateTimeOffset now) => State == V1.MonthState.Released && LocksAt <= now ? V1.MonthState.Locked : State;

    /// <exception cref="Refusal"><c>month_not_over</c>, <c>not_open</c>.</exception>
    public void Submit(Guid account, DateOnly today, DateTimeOffset now)
    {
        if (FirstDay.AddMonths(1) > today)
            throw Refusal.NotNow("month_not_over", "This month is not over yet.");
        Require(V1.MonthState.Open, "not_open", "This month has been submitted already.");
        Enter(V1.MonthState.Submitted);
        SubmittedBy = account;
        SubmittedAt = now;
        TakenBackAt = null;
    }

    /// <summary>The first approval, or with somebody else's before it the second.</summary>
    /// <param name="digest">Of what the network would see.</param>
    /// <exception cref="Refusal"><c>not_submitted</c>, <c>second_person</c>, <c>figures_changed</c>: since the first approval.</exception>
    public void Approve(Guid account, string digest, DateTimeOffset now)
    {
        Require(V1.MonthState.Submitted, "not_submitted", "Only a submitted month can be approved.");
        if (account == SubmittedBy)
            throw Refusal.NotNow("second_person", "Someone other than who submitted the month must approve it.");
        if (account == FirstApprovedBy)
            throw Refusal.NotNow(
                "second_person",
                "You have approved this month. The second approval is another member's of the executive."
            );
        if (FirstApprovedBy is null)
        {
            FirstApprovedBy = account;
            FirstApprovedAt = now;
            ApprovedDigest = digest;
            Enter(V1.MonthState.Submitted);
            return;
        }
        RequireApproved(digest);
        Enter(V1.MonthState.Approved);
        SecondApprovedBy = account;
        SecondApprovedAt = now;
    }

    /// <exception cref="Refusal"><c>already_open</c>, <c>already_released</c>.</exception>
    public void Reopen()
    {
        if (State == V1.MonthState.Open)
            throw Refusal.NotNow("already_open", "This month is open.");
        RequireUnreleased();
        Open();
    }

    /// <param name="cooling">How long it can be taken back.</param>
    /// <exception cref="Refusal"><c>not_approved</c>, <c>already_released</c>, <c>figures_changed</c>: since they were
    /// approved, by a late record or a withdrawn consent.</exception>
    public void Release(Guid account, string digest, DateTimeOffset now, TimeSpan cooling)
    {
        RequireUnreleased();
        Require(V1.MonthState.Approved, "not_approved", "Two members of the executive must approve the month first.");
        RequireApproved(digest);
        Enter(V1.MonthState.Released);
        ReleasedBy = account;
        ReleasedAt = now;
        LocksAt = now + cooling;
    }

    /// <exception cref="Refusal"><c>not_released</c>, <c>locked</c>.</exception>
    public void TakeBack(DateTimeOffset now)
    {
        Require(V1.MonthState.Released, "not_released", "This month has not been released.");
        if (LocksAt <= now)
            throw Refusal.NotNow(
                "locked",
                "This month is locked, and the network has it. What has changed since can be released as a revision."
            );
        Open();
        ReleasedBy = null;
        ReleasedAt = null;
        LocksAt = null;
    }

    /// <summary>The next decision on a month that is locked.</summary>
    /// <exception cref="Refusal"><c>not_locked</c>.</exception>
    public Month Revise(V1.RevisionReason reason, DateTimeOffset now) =>
        StateAt(now) == V1.MonthState.Locked
            ? new()
            {
                Id = Guid.CreateVersion7(),
                FirstDay = FirstDay,
                Revision = Revision + 1,
                Reason = reason,
            }
            : throw Refusal.NotNow("not_locked", "Only a locked month can be revised. This one can be changed as it is.");

    private void Open()
    {
        Enter(V1.MonthState.Open);
        SubmittedBy = null;
        SubmittedAt = null;
        FirstApprovedBy = null;
        FirstApprovedAt = null;
        SecondApprovedBy = null;
        SecondApprovedAt = null;
        ApprovedDigest = null;
    }

    private void RequireUnreleased()
    {
        if (State == V1.MonthState.Released)
            throw Refusal.NotNow("already_released", "This month has been released already.");
    }

    private void RequireApproved(string digest)
    {
        if (digest != ApprovedDigest)
            throw Refusal.NotNow(
                "figures_changed",
                "The figures have changed since they were approved. Open the month again, look at them and approve them anew."
            );
    }

    private void Require(V1.MonthState state, string code, string sentence)
    {
        if (State != state)
            throw Refusal.NotNow(code, sentence);
    }

    private void Enter(V1.MonthState state)
    {
        State = state;
        Version = Version + 1;
    }
}

/// <summary>The figures that a month's release was made of, nothing suppressed, in canonical JSON.</summary>
public sealed class CountedMonth
{
    public Guid TenantId { get; private set; }
    public required Guid MonthId { get; init; }
    public required string Figures { get; init; }
}
