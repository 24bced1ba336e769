namespace Membership.Imports;

/// <summary>A sheet that was read, and how far it has been entered or taken back.</summary>
public sealed class Import
{
    /// <summary>How long a sheet that was read waits to be entered, and how long what was entered can be taken back.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(7),
        CanBeTakenBack = TimeSpan.FromDays(30);

    /// <summary>
    /// Who works on it renews this with every batch; when it has run out, whoever looks after imports goes on where it stands.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public V1.ImportState State { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The account that last set it going; the audit log names it.</summary>
    public string StartedBy { get; private set; } = "";

    public string NoticeVersion { get; private init; } = "";
    public string NoticeLanguage { get; private init; } = "";
    public string[] IgnoredColumns { get; private init; } = [];
    public int Rows { get; private init; }
    public int Ready { get; private init; }
    public int LikelyKnown { get; private init; }
    public int Faulty { get; private init; }
    public bool WithLikelyKnown { get; private set; }

    /// <summary>
    /// The row that was handled last. It moves in the transaction of what was done with the row, so that nothing is done twice.
    /// </summary>
    public int Position { get; private set; }

    public int Handled { get; private set; }
    public int ToHandle { get; private set; }
    public int Entered { get; private set; }
    public int TakenBack { get; private set; }
    public int Kept { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? UndoUntil =>
        State is V1.ImportState.Done or V1.ImportState.Cancelled && Entered > 0 ? EndedAt + CanBeTakenBack : null;

    /// <exception cref="Refusal">The notice is not named.</exception>
    public static Import Of(
        V1.CreateImportRequest request,
        IReadOnlyCollection<ImportRow> rows,
        IEnumerable<string> ignored,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = rows.First().ImportId,
            State = V1.ImportState.Checked,
            CreatedAt = now,
            NoticeVersion = request.NoticeVersion,
            NoticeLanguage = request.NoticeLanguage,
            IgnoredColumns = [.. ignored],
            Rows = rows.Count,
            Ready = rows.Count(r => r.State == V1.ImportRowState.Ready),
            LikelyKnown = rows.Count(r => r.State == V1.ImportRowState.LikelyKnown),
            Faulty = rows.Count(r => r.State == V1.ImportRowState.Faulty),
            DueAt = now + Waits,
        };

    /// <exception cref="Refusal"><c>already_over</c>, <c>nothing_to_enter</c>.</exception>
    public void Start(bool withLikelyKnown, string account, DateTimeOffset now)
    {
        if (State == V1.ImportState.Running)
            return;
        if (State != V1.ImportState.Checked)
            throw Over();
        var enters = Ready + (withLikelyKnown ? LikelyKnown : 0);
        if (enters == 0)
            throw Refusal.NotNow("nothing_to_enter", "No row of this sheet can be entered. Correct the sheet and choose it again.");
        State = V1.ImportState.Running;
        WithLikelyKnown = withLikelyKnown;
        StartedBy = account;
        ToHandle = enters;
        DueAt = now;
    }

    /// <exception cref="Refusal"><c>already_over</c>.</exception>
    public void Cancel(DateTimeOffset now)
    {
        if (State is not (V1.ImportState.Checked or V1.ImportState.Running))
            throw Over();
        End(V1.ImportState.Cancelled, now);
    }

    /// <exception cref="Refusal"><c>still_running</c>, <c>already_over</c>, <c>too_late</c>.</exception>
    public void TakeBack(string account, DateTimeOffset now)
    {
        if (State == V1.ImportState.TakingBack)
            return;
        if (State is V1.ImportState.Checked or V1.ImportState.Running)
            throw Refusal.NotNow("still_running", "Stop it first.");
        if (UndoUntil is not { } until)
            throw Over();
        if (now > until)
            throw Refusal.NotNow("too_late", "This can no longer be taken back. End the memberships one by one.");
        State = V1.ImportState.TakingBack;
        StartedBy = account;
        Position = 0;
        Handled = 0;
        ToHandle = Entered;
        DueAt = now;
    }

    /// <summary>Notes a batch that was entered, up to and with a row.</summary>
    public void HasEntered(int members, int handled, int upTo, DateTimeOffset now)
    {
        Entered = Entered + members;
        Handled = Handled + handled;
        Position = upTo;
        DueAt = now + Lease;
    }

    /// <summary>Notes a batch that was taken back, up to and with a row.</summary>
    public void HasTakenBack(int members, int kept, int upTo, DateTimeOffset now)
    {
        TakenBack = TakenBack + members;
        Kept = Kept + kept;
        Handled = Handled + members + kept;
        Position = upTo;
        DueAt = now + Lease;
    }

    /// <summary>There is nothing more to do, but to forget who was in it once it can no longer be taken back.</summary>
    public void End(V1.ImportState state, DateTimeOffset now)
    {
        State = state;
        EndedAt = now;
        Position = 0;
        DueAt = UndoUntil;
    }

    /// <summary>It can no longer be taken back, and nobody has to look after it.</summary>
    public void Rest() => DueAt = null;

    private static Refusal Over() => Refusal.NotNow("already_over", "This has ended already.");
}
