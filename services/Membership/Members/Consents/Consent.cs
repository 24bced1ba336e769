namespace Membership.Members;

/// <summary>
/// One line of the consent ledger: a purpose was agreed to, or no longer is (DPDP Act 2023, s. 6). Lines are added, never
/// changed; the latest for a purpose holds, and for sharing the latest for each partner.
/// </summary>
public sealed partial class Consent
{
    public const int LongestVersion = 20;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }
    public V1.ConsentPurpose Purpose { get; private init; }
    public bool Given { get; private init; }

    /// <summary>Of the notice that was read to her, and in which language; empty when she said no without being read one.</summary>
    public string NoticeVersion { get; private init; } = "";
    public string Language { get; private init; } = "";
    public V1.ConsentChannel Channel { get; private init; }

    /// <summary>For sharing: with whom, and the name as it was read to her; null and empty for every other purpose.</summary>
    public Guid? PartnerId { get; private init; }
    public string Partner { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    /// <summary>Who read the notice to her, sealed for her; null when it was whoever wrote her answer down.</summary>
    public byte[]? ReadBy { get; private set; }

    /// <summary>Somebody else read the notice to her, before her answer was written down here.</summary>
    public void WasReadBy(byte[] sealedName) => ReadBy = sealedName;

    /// <summary>A yes needs the notice that it is an answer to; a no needs nothing.</summary>
    /// <exception cref="Refusal">A field is wrong.</exception>
    public static Consent Of(Answer answer, Guid member, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            MemberId = member,
            Purpose = Input.Choice(answer.Purpose, "purpose"),
            Given = answer.Given,
            NoticeVersion = answer.Given
                ? Input.Required(answer.NoticeVersion, "notice_version", LongestVersion)
                : Input.Optional(answer.NoticeVersion, "notice_version", LongestVersion),
            Language = answer.Given || answer.Language.Length > 0 ? Input.Languages([answer.Language], "language")[0] : "",
            Channel =
                answer.Channel == V1.ConsentChannel.Unspecified ? V1.ConsentChannel.ReadAloud : Input.Choice(answer.Channel, "channel"),
            PartnerId = answer.Partner?.Id,
            Partner = answer.Partner?.Name ?? "",
            At = now,
        };
}
