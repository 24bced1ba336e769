using System.Globalization;
using Sangam.Common.V1;

namespace Membership.Members;

/// <summary>A member of the collective: her chosen name, and only as much more as a service needs.</summary>
public sealed partial class Member
{
    public const int LongestName = 100;
    public const int LongestOwnWords = 60;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public string Number { get; private set; } = "";
    public string KnownAs { get; private set; } = "";
    public AgeBand AgeBand { get; private set; }
    public Gender Gender { get; private set; }
    public string GenderInHerWords { get; private set; } = "";
    public string Block { get; private set; } = "";
    public string[] Languages { get; private set; } = [];

    /// <summary>The first day of her present or latest time as a member.</summary>
    public DateOnly JoinedOn { get; private set; }

    /// <summary>Her last day as a member; null while she is one.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>Her first, second … time as a member.</summary>
    public int Stint { get; private set; } = 1;

    /// <summary>Sealed for her, like <see cref="Phone"/>; null when it was not given.</summary>
    public byte[]? LegalName { get; private set; }
    public byte[]? Phone { get; private set; }

    /// <summary>Only this collective can compute it: finds her by her whole number without keeping the number readable.</summary>
    public string? PhoneDigest { get; private set; }

    /// <summary>Goes up with every change; it is the etag, and orders the events about her.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>Her lines of the consent ledger.</summary>
    public List<Consent> Consents { get; } = [];

    /// <summary>Her times as a member before the present or latest one.</summary>
    public List<EarlierStint> EarlierStints { get; } = [];

    public List<BlockMove> Moves { get; } = [];

    /// <summary>Those she counts herself to.</summary>
    public List<MemberSubGroup> SubGroups { get; } = [];

    /// <summary>The words of her chosen name, for the search.</summary>
    public List<NameWord> NameWords { get; } = [];

    /// <exception cref="Refusal">A field is wrong, or <c>consent_required</c>: she must first agree to be on the register.</exception>
    /// <param name="agreedOn">The day on which she agreed, when it was earlier.</param>
    public static Member From(V1.EnrolMemberRequest request, DateTimeOffset now, DateOnly? agreedOn = null)
    {
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            Number = MemberNumber.Draw(),
            JoinedOn = Dates.PastOrToday(request.JoinedOn, "joined_on", India.DayOf(now)),
        };
        member.Describe(
            request.KnownAs,
            request.AgeBand,
            request.Gender,
            request.GenderInHerWords,
            request.Block,
            request.Languages,
            request.SubGroups
        );
        member.Agree(request.Consents, agreedOn is { } day && day < India.DayOf(now) ? India.NoonOf(day) : now);
        return member;
    }

    /// <summary>Something is kept of her that only few may read.</summary>
    public bool HoldsPrivate => LegalName is not null || Phone is not null || SubGroups.Count > 0;

    /// <summary>Her legal name and phone, sealed for her.</summary>
    public void KeepPrivately(byte[]? legalName, byte[]? phone, string? phoneDigest)
    {
        LegalName = legalName;
        Phone = phone;
        PhoneDigest = phoneDigest;
    }

    /// <summary>Another number, when somebody has hers.</summary>
    public void DrawAgain() => Number = MemberNumber.Draw();

    /// <summary>The number that she has had already.</summary>
    public void Take(string number) => Number = number;

    /// <summary>Whether the latest she said about a purpose was yes.</summary>
    public bool Agrees(V1.ConsentPurpose purpose) => Latest().Any(c => c.Purpose == purpose && c.Given);

    /// <summary>What holds for each purpose that she was asked about.</summary>
    public IEnumerable<Consent> Latest() =>
        Consents
            .GroupBy(c => (c.Purpose, c.PartnerId))
            .Select(g => g.MaxBy(c => (c.At, c.Id))!)
            .OrderBy(c => c.Purpose)
            .ThenBy(c => c.Partner, StringComparer.InvariantCultureIgnoreCase);

    /// <returns>Whether what figures are broken down by is another now.</returns>
    /// <exception cref="Refusal">A field is wrong, or <c>changed_meanwhile</c>.</exception>
    public bool Correct(V1.CorrectMemberRequest request)
    {
        if (Input.Required(request.Etag, "etag", 20) != this.Etag)
            throw Refusal.Changed();
        var before = (AgeBand, Gender);
        Describe(
            request.KnownAs,
            request.AgeBand,
            request.Gender,
            request.GenderInHerWords,
            request.Block,
            request.Languages,
            request.SubGroups
        );
        if (Moves.MaxBy(m => m.MovedOn) is { } last)
            last.ToBlock = Block;
        Revision++;
        return before != (AgeBand, Gender);
    }

    /// <summary>Adds a line to the ledger. She may say no at any time, also after she has left; yes only while she is a member.</summary>
    /// <exception cref="Refusal">A field is wrong, or <c>already_left</c>.</exception>
    public void Say(Answer answer, DateTimeOffset now)
    {
        var line = Consent.Of(answer, Id, now);
        if (line.Given && LeftOn is not null)
            throw AlreadyLeft();
        Consents.Add(line);
        Revision++;
    }

    /// <param name="day">Her first day in the new block; it has come.</param>
    /// <exception cref="Refusal"><c>already_left</c>, <c>same_block</c>, <c>before_joining</c>, <c>moved_later</c>.</exception>
    public void Move(string block, DateOnly day)
    {
        if (LeftOn is not null)
            throw AlreadyLeft();
        if (block == Block)
            throw Refusal.Invalid("block", "same_block", "She is in this block already.");
        if (day < JoinedOn)
            throw Refusal.Invalid("moved_on", "before_joining", "She had not joined by that day.");
        if (Moves.Any(m => m.MovedOn >= day))
            throw Refusal.Invalid("moved_on", "moved_later", "She moved on that day or later already. Choose a later day.");
        Moves.Add(
            new()
            {
                MemberId = Id,
                MovedOn = day,
                FromBlock = Block,
                ToBlock = block,
            }
        );
        Block = block;
        Revision++;
    }

    /// <param name="day">Her last day; it has come.</param>
    /// <param name="lastSeen">The last day on which a group of hers has her; null if none does.</param>
    /// <exception cref="Refusal"><c>already_left</c>, <c>before_joining</c>, <c>seen_later</c>.</exception>
    public void End(DateOnly day, DateOnly? lastSeen)
    {
        if (LeftOn is not null)
            throw AlreadyLeft();
        if (day < JoinedOn)
            throw Refusal.Invalid("left_on", "before_joining", "She had not joined by that day.");
        if (day < lastSeen)
            throw Refusal.Invalid(
                "left_on",
                "seen_later",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"She was in a group or at a meeting on {lastSeen:d MMMM yyyy}. Choose that day or a later one."
                )
            );
        LeftOn = day;
        Revision++;
    }

    /// <summary>She is a member again, under her old number.</summary>
    /// <param name="consents">What she agrees to now, being asked anew.</param>
    /// <exception cref="Refusal"><c>still_member</c>, <c>before_leaving</c>, <c>consent_required</c>, or a consent is wrong.</exception>
    public void Return(DateOnly day, IEnumerable<V1.ConsentGiven> consents, DateTimeOffset now)
    {
        if (LeftOn is not { } left)
            throw Refusal.NotNow("still_member", "She is a member.");
        if (day <= left)
            throw Refusal.Invalid(
                "returned_on",
                "before_leaving",
                string.Create(CultureInfo.InvariantCulture, $"She was a member until {left:d MMMM yyyy}. Choose a later day.")
            );
        Agree(consents, now);
        EarlierStints.Add(
            new()
            {
                MemberId = Id,
                JoinedOn = JoinedOn,
                LeftOn = left,
            }
        );
        JoinedOn = day;
        LeftOn = null;
        Stint++;
        Revision++;
    }

    /// <summary>Whether she was a member on that day, in whichever of her times as one.</summary>
    public bool BelongsOn(DateOnly day) =>
        JoinedOn <= day && !(LeftOn < day) || EarlierStints.Any(s => s.JoinedOn <= day && day <= s.LeftOn);

    /// <summary>Whether she is a member and has been one without a break since that day.</summary>
    public bool BelongsSince(DateOnly day) => JoinedOn <= day && LeftOn is null;

    private void Agree(IEnumerable<V1.ConsentGiven> consents, DateTimeOffset now)
    {
        var lines = consents.Select(given => Consent.Of(Answer.Of(given), Id, now)).ToList();
        if (lines.DistinctBy(line => line.Purpose).Count() < lines.Count)
            throw Refusal.Invalid("consents", "repeated", "Give each purpose once.");
        if (!lines.Any(line => line is { Purpose: V1.ConsentPurpose.MembershipRecord, Given: true }))
            throw Refusal.NotNow("consent_required", "She must first agree to be on the register.");
        Consents.AddRange(lines);
    }

    private void Describe(
        string knownAs,
        AgeBand ageBand,
        Gender gender,
        string genderInHerWords,
        string block,
        IEnumerable<string> languages,
        IEnumerable<string> subGroups
    )
    {
        KnownAs = Input.Required(knownAs, "known_as", LongestName);
        AgeBand = Input.Choice(ageBand, "age_band");
        Gender = Input.Choice(gender, "gender");
        GenderInHerWords = Input.Optional(genderInHerWords, "gender_in_her_words", LongestOwnWords);
        Block = Input.Slug(block, "block");
        Languages = Input.Languages(languages, "languages");

        var own = MemberSubGroup.Read(subGroups);
        SubGroups.RemoveAll(s => !own.Contains(s.SubGroup));
        SubGroups.AddRange(own.Except(SubGroups.Select(s => s.SubGroup)).Select(s => new MemberSubGroup(Id, s)));

        var words = NameWord.In(KnownAs);
        NameWords.RemoveAll(w => !words.Contains(w.Word));
        NameWords.AddRange(words.Except(NameWords.Select(w => w.Word)).Select(w => new NameWord(Id, w)));
    }

    private static Refusal AlreadyLeft() => Refusal.NotNow("already_left", "Her membership has ended already.");
}
