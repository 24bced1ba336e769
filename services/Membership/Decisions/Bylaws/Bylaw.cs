using System.Globalization;

namespace Membership.Decisions;

/// <summary>A version of the collective's bylaws: a draft until a decision adopts it, or it is dropped.</summary>
public sealed class Bylaw
{
    public const int LongestText = 100_000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>In the order of adoption; null for a draft.</summary>
    public int? Number { get; private set; }

    /// <summary>Sealed with the collective's key.</summary>
    public required byte[] Text { get; set; }
    public required DateOnly DraftedOn { get; init; }
    public DateOnly? DroppedOn { get; private set; }
    public DateOnly? AdoptedOn { get; private set; }
    public DateOnly? InForceFrom { get; private set; }

    /// <summary>The decision that adopted it: one of the two.</summary>
    public Guid? ProposalId { get; private set; }
    public Guid? ResolutionId { get; private set; }
    public int Revision { get; private set; } = 1;

    public bool IsDraft => AdoptedOn is null && DroppedOn is null;

    public string Etag => Revision.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="Refusal"><c>already_adopted</c>.</exception>
    public void Edit(byte[] text)
    {
        RequireDraft();
        Text = text;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>already_adopted</c>.</exception>
    public void Drop(DateOnly today)
    {
        RequireDraft();
        DroppedOn = today;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>already_adopted</c>, <c>before_decision</c>.</exception>
    public void Adopt(int number, DateOnly decidedOn, DateOnly inForceFrom, Guid? proposal, Guid? resolution)
    {
        RequireDraft();
        if (inForceFrom < decidedOn)
            throw Refusal.Invalid("in_force_from", "before_decision", "It cannot be in force before it was decided.");
        Number = number;
        AdoptedOn = decidedOn;
        InForceFrom = inForceFrom;
        ProposalId = proposal;
        ResolutionId = resolution;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>already_adopted</c>.</exception>
    public void RequireDraft()
    {
        if (!IsDraft)
            throw Refusal.NotNow("already_adopted", "This is no longer a draft.");
    }
}
