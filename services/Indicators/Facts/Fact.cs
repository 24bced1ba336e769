namespace Indicators.Facts;

/// <summary>
/// One thing that is counted, as the latest event about it told. <see cref="FactKind"/> says what the fields mean for each
/// kind.
/// </summary>
public sealed class Fact
{
    public Guid TenantId { get; private set; }
    public required string Kind { get; init; }

    /// <summary>What happened: the session, the application, the group.</summary>
    public required Guid SourceId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>The member it is about; it counts only while she agrees to be counted.</summary>
    public Guid? MemberId { get; init; }

    public Guid? GroupId { get; init; }
    public string? Token { get; init; }
    public string Category { get; init; } = "";
    public string Qualifier { get; init; } = "";
    public int Amount { get; init; } = 1;

    /// <summary>What the amount is a part of; 0 for facts that are not part of anything.</summary>
    public int OutOf { get; init; }

    public int Revision { get; init; } = 1;

    /// <summary>It does not count: entered by mistake, cancelled, withdrawn.</summary>
    public bool Withdrawn { get; init; }
}

/// <summary>The kinds of facts; the dictionary's rules name them.</summary>
public static class FactKind
{
    /// <summary>Category: topic.</summary>
    public const string TrainingSession = "training-session";

    /// <summary>A member at a session. Category: topic.</summary>
    public const string TrainingAttendance = "training-attendance";

    /// <summary>Category: audience. Qualifier: mode. Amount: attendances.</summary>
    public const string Orientation = "orientation";

    /// <summary>One token of an orientation. Category: audience. Qualifier: mode.</summary>
    public const string OrientationToken = "orientation-token";

    /// <summary>Category: row of the dictionary, <c>l1</c> to <c>l7</c>.</summary>
    public const string ApplicationFiled = "application-filed";

    /// <summary>Category: row of the dictionary. Qualifier: outcome.</summary>
    public const string ApplicationDecided = "application-decided";

    public const string LegalHelp = "legal-help";
    public const string Counselling = "counselling";

    /// <summary>Category: <c>identifying</c> or empty. Qualifier: <c>authorised</c> or empty.</summary>
    public const string Story = "story";

    /// <summary>A group as it was formed. Category: <c>peer-group</c>, <c>shg</c> or <c>committee</c>.</summary>
    public const string Group = "group";

    /// <summary>A group's last day.</summary>
    public const string GroupClosed = "group-closed";

    /// <summary>Qualifier: <c>minuted</c> or empty. Amount: attendance.</summary>
    public const string GroupMeeting = "group-meeting";

    /// <summary>Day: of the certification. Amount: ballots. Out of: the roll.</summary>
    public const string Election = "election";

    /// <summary>
    /// Day: the due day, or the day of adoption where there is none. Category: <c>due</c> or empty. Qualifier: <c>on-time</c>
    /// or empty.
    /// </summary>
    public const string Resolution = "resolution";

    /// <summary>Amount: points. Out of: the most there are.</summary>
    public const string SelfAssessment = "self-assessment";

    /// <summary>A day on which a drop-in centre was open. Amount: visits.</summary>
    public const string CentreDay = "centre-day";

    /// <summary>Category: as in the calendar. Amount: attendance.</summary>
    public const string PublicEvent = "public-event";

    public static readonly string[] All =
    [
        TrainingSession,
        TrainingAttendance,
        Orientation,
        OrientationToken,
        ApplicationFiled,
        ApplicationDecided,
        LegalHelp,
        Counselling,
        Story,
        Group,
        GroupClosed,
        GroupMeeting,
        Election,
        Resolution,
        SelfAssessment,
        CentreDay,
        PublicEvent,
    ];
}
