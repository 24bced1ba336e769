using Google.Protobuf.WellKnownTypes;

namespace Protection.Counselling;

/// <summary>A counselling session with a member. It belongs to the counsellor who held it: for everybody else it does not exist.</summary>
public sealed class CounsellingSession
{
    public const int LongestNote = 5000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }

    /// <summary>The account of the counsellor.</summary>
    public Guid CounsellorId { get; private init; }

    public DateOnly HeldOn { get; private init; }

    /// <summary>Sealed with the member's key; null if nothing was written.</summary>
    public byte[]? Note { get; private set; }

    public bool FollowUp { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static CounsellingSession From(V1.RecordCounsellingRequest request, Guid counsellor, DateOnly today, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            MemberId = Input.Id(request.MemberId, "member_id"),
            CounsellorId = counsellor,
            HeldOn = Dates.PastOrToday(request.HeldOn, "held_on", today),
            FollowUp = request.FollowUp,
            RecordedAt = now,
        };

    /// <summary>The note, sealed for the member.</summary>
    public void Keep(byte[]? note) => Note = note;

    /// <summary>Without the note.</summary>
    public V1.CounsellingSession ToMessage() =>
        new()
        {
            Id = Id.ToString(),
            MemberId = MemberId.ToString(),
            HeldOn = HeldOn.ToMessage(),
            FollowUp = FollowUp,
            RecordedAt = RecordedAt.ToTimestamp(),
        };
}
