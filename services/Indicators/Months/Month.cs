namespace Indicators.Months;

/// <summary>A collective's decision on one month of its figures: open → submitted → approved by another person → released, which is final.</summary>
public sealed class Month
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public DateOnly FirstDay { get; private init; }
    public V1.MonthState State { get; private set; } = V1.MonthState.Open;
    public Guid? SubmittedBy { get; private set; }
    public Guid? ApprovedBy { get; private set; }

    /// <summary>The digest of what the executive approved; nothing else may leave the house.</summary>
    public string? ApprovedDigest { get; private set; }

    public Guid? ReleasedBy { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public int Revision { get; private set; } = 1;

    public static Month Starting(DateOnly firstDay) => new() { Id = Guid.CreateVersion7(), FirstDay = firstDay };

    /// <exception cref="Refusal"><c>month_not_over</c>, <c>not_open</c>.</exception>
    public void Submit(Guid account, DateOnly today)
    {
        if (FirstDay.AddMonths(1) > today) throw Refusal.NotNow("month_not_over", "This month is not over yet.");
        Require(V1.MonthState.Open, "not_open", "This month has been submitted already.");
        Enter(V1.MonthState.Submitted);
        SubmittedBy = account;
    }

    /// <param name="digest">Of the figures as the network would see them.</param>
    /// <exception cref="Refusal"><c>not_submitted</c>, <c>second_person</c>.</exception>
    public void Approve(Guid account, string digest)
    {
        Require(V1.MonthState.Submitted, "not_submitted", "Only a submitted month can be approved.");
        if (account == SubmittedBy) throw Refusal.NotNow("second_person", "Someone other than who submitted the month must approve it.");
        Enter(V1.MonthState.Approved);
        (ApprovedBy, ApprovedDigest) = (account, digest);
    }

    /// <exception cref="Refusal"><c>already_open</c>, <c>already_released</c>.</exception>
    public void Reopen()
    {
        if (State == V1.MonthState.Open) throw Refusal.NotNow("already_open", "This month is open.");
        if (State == V1.MonthState.Released) throw Refusal.NotNow("already_released", "This month has been released. That cannot be undone.");
        Enter(V1.MonthState.Open);
        (SubmittedBy, ApprovedBy, ApprovedDigest) = (null, null, null);
    }

    /// <exception cref="Refusal"><c>not_approved</c>, <c>already_released</c>, <c>figures_changed</c>: since they were approved, by a late record or a withdrawn consent.</exception>
    public void Release(Guid account, string digest, DateTimeOffset now)
    {
        if (State == V1.MonthState.Released) throw Refusal.NotNow("already_released", "This month has been released already.");
        Require(V1.MonthState.Approved, "not_approved", "The executive must approve the month first.");
        if (digest != ApprovedDigest) throw Refusal.NotNow("figures_changed", "The figures have changed since they were approved. Open the month again, look at them and approve them anew.");
        Enter(V1.MonthState.Released);
        (ReleasedBy, ReleasedAt) = (account, now);
    }

    private void Require(V1.MonthState state, string code, string sentence)
    {
        if (State != state) throw Refusal.NotNow(code, sentence);
    }

    private void Enter(V1.MonthState state) => (State, Revision) = (state, Revision + 1);
}
