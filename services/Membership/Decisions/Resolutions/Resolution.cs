using System.Globalization;
using Membership.Groups;
using Sangam.Events;

namespace Membership.Decisions;

/// <summary>What was decided, by a proposal that carried, in a meeting, or otherwise; who follows it up and until when.</summary>
public sealed class Resolution
{
    public const int LongestText = 1_000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Sealed with the collective's key.</summary>
    public required byte[] Text { get; init; }
    public DateOnly AdoptedOn { get; private set; }
    public V1.ResolutionStage Stage { get; private set; } = V1.ResolutionStage.Open;

    /// <summary>A member follows it up, or whoever holds an office, or nobody yet.</summary>
    public Guid? OwnerMemberId { get; private set; }
    public Guid? OwnerOfficeId { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public DateOnly? DoneOn { get; private set; }
    public Guid? ProposalId { get; private init; }
    public Guid? MeetingId { get; private init; }

    /// <summary>Its line on the meeting's sheet, from 1; 0 for one that no meeting decided.</summary>
    public int Line { get; private init; }

    /// <summary>Goes up with every change; it is the etag, and orders the events about it.</summary>
    public int Revision { get; private set; } = 1;
    public List<ResolutionNote> Notes { get; } = [];

    public string Etag => Revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>It was adopted and not taken back.</summary>
    public bool Stands => Stage is V1.ResolutionStage.Open or V1.ResolutionStage.Done;

    /// <summary>A decision of a meeting; it is not adopted when the meeting missed its quorum.</summary>
    public static Resolution Of(Meeting meeting, int line, byte[] text, Guid? owner, DateOnly? due) =>
        new()
        {
            Text = text,
            AdoptedOn = meeting.MetOn,
            MeetingId = meeting.Id,
            Line = line,
            OwnerMemberId = owner,
            DueOn = due,
            Stage = meeting.Decides ? V1.ResolutionStage.Open : V1.ResolutionStage.NotAdopted,
        };

    /// <summary>What a proposal that carried became; nobody follows it up yet.</summary>
    public static Resolution Of(Proposal proposal) =>
        new()
        {
            Text = proposal.Title,
            AdoptedOn = proposal.DecidedOn!.Value,
            ProposalId = proposal.Id,
        };

    /// <summary>One that was adopted elsewhere, e.g. before the collective kept its decisions here.</summary>
    /// <exception cref="Refusal"><c>before_adoption</c>.</exception>
    public static Resolution Entered(byte[] text, DateOnly adopted, Guid? member, Guid? office, DateOnly? due) =>
        due < adopted
            ? throw DueBefore()
            : new()
            {
                Text = text,
                AdoptedOn = adopted,
                OwnerMemberId = member,
                OwnerOfficeId = office,
                DueOn = due,
            };

    public ResolutionChanged ToEvent() => new(Id, AdoptedOn, DueOn, DoneOn, Withdrawn: !Stands, Revision);

    /// <summary>The meeting that decided it was corrected, withdrawn or restored.</summary>
    /// <returns>Whether anything changed by that.</returns>
    /// <exception cref="Refusal"><c>decision_done</c>.</exception>
    public bool Follow(Meeting meeting)
    {
        var before = (AdoptedOn, Stage);
        if (Stage == V1.ResolutionStage.Done && (!meeting.Decides || DoneOn < meeting.MetOn))
            throw Refusal.NotNow("decision_done", "A decision of this meeting is done already. Open it again first.");
        AdoptedOn = meeting.MetOn;
        Stage = (Stage, meeting.Decides) switch
        {
            (V1.ResolutionStage.Open, false) => V1.ResolutionStage.NotAdopted,
            (V1.ResolutionStage.NotAdopted, true) => V1.ResolutionStage.Open,
            _ => Stage,
        };
        if (before == (AdoptedOn, Stage))
            return false;
        Revision++;
        return true;
    }

    /// <exception cref="Refusal"><c>not_open</c>, <c>before_adoption</c>.</exception>
    public void Assign(Guid? member, Guid? office, DateOnly? due)
    {
        RequireOpen();
        if (due < AdoptedOn)
            throw DueBefore();
        OwnerMemberId = member;
        OwnerOfficeId = office;
        DueOn = due;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>not_open</c>, <c>before_adoption</c>.</exception>
    public void Complete(DateOnly day)
    {
        RequireOpen();
        if (day < AdoptedOn)
            throw Refusal.Invalid("done_on", "before_adoption", "It cannot be done before it was adopted.");
        Stage = V1.ResolutionStage.Done;
        DoneOn = day;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>already_open</c>, <c>not_adopted</c>.</exception>
    public void Reopen()
    {
        if (Stage == V1.ResolutionStage.Open)
            throw Refusal.NotNow("already_open", "This is open already.");
        if (Stage == V1.ResolutionStage.NotAdopted)
            throw NotAdopted();
        Stage = V1.ResolutionStage.Open;
        DoneOn = null;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>not_open</c>.</exception>
    public void Withdraw()
    {
        RequireOpen();
        Stage = V1.ResolutionStage.Withdrawn;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>not_open</c>.</exception>
    public void RequireOpen()
    {
        if (Stage == V1.ResolutionStage.NotAdopted)
            throw NotAdopted();
        if (Stage != V1.ResolutionStage.Open)
            throw Refusal.NotNow("not_open", "This is not open. Open it again first.");
    }

    private static Refusal DueBefore() => Refusal.Invalid("due_on", "before_adoption", "It cannot be due before it was adopted.");

    internal static Refusal NotAdopted() =>
        Refusal.NotNow("not_adopted", "This was not adopted: the meeting missed its quorum or was withdrawn.");
}

/// <summary>A note on how a resolution goes. Notes are added, never changed.</summary>
public sealed class ResolutionNote
{
    public const int LongestText = 2_000;

    public Guid TenantId { get; private set; }
    public required Guid Id { get; init; }
    public required Guid ResolutionId { get; init; }
    public required V1.ResolutionNoteKind Kind { get; init; }

    /// <summary>Sealed with the collective's key; null when nothing was said.</summary>
    public byte[]? Text { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The account that wrote it, and the member whose account it is; null for staff.</summary>
    public required string By { get; init; }
    public Guid? ByMemberId { get; init; }
}
