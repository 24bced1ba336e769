using Sangam.Common.V1;

namespace Membership.Members;

/// <summary>A member of the collective: her chosen name, and only as much more as a service needs.</summary>
public sealed class Member
{
    public const int LongestName = 100;
    public const int LongestOwnWords = 60;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public string Number { get; private init; } = "";
    public string KnownAs { get; private set; } = "";
    public AgeBand AgeBand { get; private set; }
    public Gender Gender { get; private set; }
    public string GenderInHerWords { get; private set; } = "";
    public string Block { get; private set; } = "";
    public string[] Languages { get; private set; } = [];
    public DateOnly JoinedOn { get; private init; }

    /// <summary>Her last day as a member; null while she is one.</summary>
    public DateOnly? LeftOn { get; private set; }

    public byte[]? LegalName { get; private set; }
    public byte[]? Phone { get; private set; }

    /// <summary>Goes up with every change; it is the etag, and orders the events about her.</summary>
    public int Revision { get; private set; } = 1;

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Member From(V1.EnrolMemberRequest request, DateOnly today) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = MemberNumber.Draw(),
        KnownAs = Input.Required(request.KnownAs, "known_as", LongestName),
        AgeBand = Input.Choice(request.AgeBand, "age_band"),
        Gender = Input.Choice(request.Gender, "gender"),
        GenderInHerWords = Input.Optional(request.GenderInHerWords, "gender_in_her_words", LongestOwnWords),
        Block = Input.Slug(request.Block, "block"),
        Languages = Input.Languages(request.Languages, "languages"),
        JoinedOn = Dates.PastOrToday(request.JoinedOn, "joined_on", today),
    };

    /// <summary>Her legal name and phone, sealed for her.</summary>
    public void KeepPrivately(byte[]? legalName, byte[]? phone) => (LegalName, Phone) = (legalName, phone);
}
