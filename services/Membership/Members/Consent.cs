namespace Membership.Members;

/// <summary>One line of the consent ledger: a purpose was agreed to, or no longer is. Lines are added, never changed.</summary>
public sealed class Consent
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }
    public V1.ConsentPurpose Purpose { get; private init; }
    public bool Given { get; private init; }
    public string NoticeVersion { get; private init; } = "";
    public string Language { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    public static Consent To(V1.ConsentPurpose purpose, bool given, string noticeVersion, string language, Guid member, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MemberId = member,
        Purpose = Input.Choice(purpose, "purpose"),
        Given = given,
        NoticeVersion = Input.Required(noticeVersion, "notice_version", 20),
        Language = Input.Languages([language], "language")[0],
        At = now,
    };
}
