using System.Globalization;
using Membership.Members;

namespace Membership.Groups;

/// <summary>A peer group, a self-help group (SHG) or a committee, with everyone who is or was in it.</summary>
public sealed class Group
{
    public const int LongestName = 100;

    /// <summary>How many members one request may name.</summary>
    public const int MostMembers = 500;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public string Name { get; private set; } = "";
    public V1.GroupKind Kind { get; private init; }

    /// <summary>What a committee is for; unspecified for the other kinds.</summary>
    public V1.CommitteeKind CommitteeKind { get; private init; }
    public string Block { get; private set; } = "";
    public DateOnly FormedOn { get; private init; }

    /// <summary>Its last day; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }
    public int? QuorumPercent { get; private set; }
    public int? QuorumMembers { get; private set; }
    public int Revision { get; private set; } = 1;
    public List<GroupMember> Members { get; } = [];

    public Quorum Quorum => new(QuorumPercent, QuorumMembers);

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Group From(V1.FormGroupRequest request, DateOnly today)
    {
        var group = new Group
        {
            Id = Guid.CreateVersion7(),
            Kind = Input.Choice(request.Kind, "kind"),
            CommitteeKind =
                request.Kind == V1.GroupKind.Committee ? Input.Choice(request.CommitteeKind, "committee_kind")
                : request.CommitteeKind == default ? default
                : throw Refusal.Invalid("committee_kind", "not_a_committee", "Only a committee has this."),
            FormedOn = Dates.PastOrToday(request.FormedOn, "formed_on", today),
        };
        group.Describe(request.Name, request.Block, request.Quorum);
        return group;
    }

    /// <exception cref="Refusal">A field is wrong, or <c>changed_meanwhile</c>.</exception>
    public void Correct(V1.CorrectGroupRequest request)
    {
        if (Input.Required(request.Etag, "etag", 20) != this.Etag)
            throw Refusal.Changed();
        Describe(request.Name, request.Block, request.Quorum);
        Revision++;
    }

    /// <param name="day">The group's last day; it has come.</param>
    /// <param name="lastMet">The day of its last meeting, if any.</param>
    /// <exception cref="Refusal"><c>group_closed</c>, <c>before_forming</c>, <c>met_later</c>, <c>joined_later</c>.</exception>
    public void Close(DateOnly day, DateOnly? lastMet)
    {
        RequireOpen();
        if (day < FormedOn)
            throw Refusal.Invalid("closed_on", "before_forming", "The group had not been formed by that day.");
        if (day < lastMet)
            throw Refusal.Invalid(
                "closed_on",
                "met_later",
                string.Create(CultureInfo.InvariantCulture, $"The group met on {lastMet:d MMMM yyyy}. Choose that day or a later one.")
            );
        if (Members.Any(m => day < (m.LeftOn ?? m.JoinedOn)))
            throw Refusal.Invalid("closed_on", "joined_later", "Somebody was in the group after that day. Choose a later one.");
        foreach (var current in Members.Where(m => m.LeftOn is null))
            current.End(day);
        ClosedOn = day;
        Revision++;
    }

    /// <exception cref="Refusal"><c>group_closed</c>, <c>before_forming</c>, <c>not_a_member</c>, <c>already_in_group</c>.</exception>
    public void Add(Member member, DateOnly day)
    {
        RequireOpen();
        if (day < FormedOn)
            throw Refusal.Invalid("joined_on", "before_forming", "The group had not been formed by that day.");
        if (member.LeftOn is not null)
            throw Refusal.NotNow("not_a_member", "She has left the collective.");
        if (!member.BelongsSince(day))
            throw Refusal.NotNow("not_a_member", "She was not a member of the collective on that day.");
        if (Members.Any(m => m.MemberId == member.Id && !(m.LeftOn < day)))
            throw Refusal.NotNow("already_in_group", "She is in this group already.");
        Members.Add(
            new()
            {
                GroupId = Id,
                MemberId = member.Id,
                Member = member,
                JoinedOn = day,
            }
        );
    }

    /// <param name="day">Her last day in the group; it has come.</param>
    /// <param name="lastAttended">The day of the last meeting of the group that she attended, if any.</param>
    /// <exception cref="Refusal"><c>not_in_group</c>, <c>before_joining</c>, <c>attended_later</c>.</exception>
    public void Remove(Guid member, DateOnly day, DateOnly? lastAttended)
    {
        var current =
            Members.SingleOrDefault(m => m.MemberId == member && m.LeftOn is null)
            ?? throw Refusal.NotNow("not_in_group", "She is not in this group.");
        if (day < current.JoinedOn)
            throw Refusal.Invalid("left_on", "before_joining", "She had not joined the group by that day.");
        if (day < lastAttended)
            throw Refusal.Invalid(
                "left_on",
                "attended_later",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"She attended the meeting of {lastAttended:d MMMM yyyy}. Choose that day or a later one."
                )
            );
        current.End(day);
    }

    /// <summary>Her time in the group that began on that day, or her latest.</summary>
    /// <exception cref="Refusal"><c>not_in_group</c>.</exception>
    public GroupMember TimeOf(Guid member, DateOnly? joined) =>
        Members.Where(m => m.MemberId == member && (joined is null || m.JoinedOn == joined)).MaxBy(m => m.JoinedOn)
        ?? throw Refusal.NotNow("not_in_group", "She is not in this group.");

    /// <param name="lastDay">The last day of her term, if it has one; it may lie ahead.</param>
    /// <exception cref="Refusal"><c>group_closed</c>, <c>before_start</c>, <c>not_in_group</c>, <c>bears_office</c>.</exception>
    public void Appoint(Guid member, string title, DateOnly from, DateOnly? lastDay)
    {
        RequireOpen();
        if (lastDay < from)
            throw Refusal.Invalid("to", "before_start", "The last day lies before the first.");
        var time =
            Members.SingleOrDefault(m => m.MemberId == member && m.IsIn(from))
            ?? throw Refusal.NotNow("not_in_group", "She was not in this group on that day.");
        if (
            Members
                .Where(m => m.MemberId == member)
                .Any(m => m.Offices.Any(o => o.Title == title && !(o.Until(m) < from) && !(lastDay < o.From)))
        )
            throw Refusal.NotNow("bears_office", "She bears this office already.");
        time.Offices.Add(
            new()
            {
                GroupId = Id,
                MemberId = member,
                JoinedOn = time.JoinedOn,
                Title = title,
                From = from,
                To = lastDay,
            }
        );
    }

    public bool Has(Guid member, DateOnly day) => Members.Any(m => m.MemberId == member && m.IsIn(day));

    /// <summary>The members that a request names, each once.</summary>
    /// <exception cref="Refusal"><c>bad_id</c>, <c>too_many</c>.</exception>
    public static Guid[] Named(IReadOnlyCollection<string> ids, string field) =>
        ids.Count <= MostMembers
            ? [.. ids.Select(id => Input.Id(id, field)).Distinct()]
            : throw Refusal.Invalid(field, "too_many", $"Name at most {MostMembers} members at once.");

    private void RequireOpen()
    {
        if (ClosedOn is not null)
            throw Refusal.NotNow("group_closed", "This group is closed.");
    }

    private void Describe(string name, string block, V1.Quorum? quorum)
    {
        Name = Input.Required(name, "name", LongestName);
        Block = Input.Slug(block, "block");
        (QuorumPercent, QuorumMembers) = Quorum.From(quorum);
    }
}
