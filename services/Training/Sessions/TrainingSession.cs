namespace Training.Sessions;

/// <summary>A training session that was held, with the attendance of members.</summary>
public sealed class TrainingSession
{
    public const int MostMembers = 500;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public V1.Topic Topic { get; private init; }
    public V1.Level Level { get; private init; }
    public DateOnly HeldOn { get; private init; }
    public string Block { get; private init; } = "";

    /// <summary>How many were present or late.</summary>
    public int Attended { get; private init; }

    /// <summary>A row for each member on the list, in the order of their ids; empty when a session was read without it.</summary>
    public List<Attendance> Attendance { get; private init; } = [];

    /// <exception cref="Refusal">A field is wrong, the list is empty (<c>required</c>) or longer than <see cref="MostMembers"/>
    /// (<c>too_many</c>), or has a member twice (<c>member_twice</c>).</exception>
    public static TrainingSession From(V1.HoldSessionRequest request, DateOnly today)
    {
        var id = Guid.CreateVersion7();
        var attendance = List(request, id);
        return new()
        {
            Id = id,
            Topic = Input.Choice(request.Topic, "topic"),
            Level = Input.Choice(request.Level, "level"),
            HeldOn = Dates.Past(request.HeldOn, "held_on", today),
            Block = Input.Slug(request.Block, "block"),
            Attended = attendance.Count(a => a.Attended),
            Attendance = attendance,
        };
    }

    private static List<Attendance> List(V1.HoldSessionRequest request, Guid session)
    {
        if (request.Attendance.Count == 0)
            throw Refusal.Invalid("attendance", "required", "Say who came.");
        if (request.Attendance.Count > MostMembers)
            throw Refusal.Invalid("attendance", "too_many", $"A session may have at most {MostMembers} members on its list.");
        List<Attendance> list = [.. request.Attendance.Select(a => Sessions.Attendance.At(session, a)).OrderBy(a => a.MemberId)];
        return list.DistinctBy(a => a.MemberId).Count() == list.Count
            ? list
            : throw Refusal.Invalid("attendance", "member_twice", "A member is on the list twice.");
    }
}
