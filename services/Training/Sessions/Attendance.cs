namespace Training.Sessions;

/// <summary>Whether one member came to a session.</summary>
public sealed class Attendance
{
    public Guid TenantId { get; private set; }
    public Guid SessionId { get; private init; }
    public Guid MemberId { get; private init; }
    public V1.AttendanceStatus Status { get; private init; }

    /// <summary>She was there: who came late counts too.</summary>
    public bool Attended => Status is V1.AttendanceStatus.Present or V1.AttendanceStatus.Late;

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Attendance At(Guid session, V1.Attendance said) =>
        new()
        {
            SessionId = session,
            MemberId = Input.Id(said.MemberId, "member_id"),
            Status = Input.Choice(said.Status, "status"),
        };
}
