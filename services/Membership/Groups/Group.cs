using System.Globalization;
using Membership.Members;

namespace Membership.Groups;

/// <summary>A peer group or a self-help group (SHG), with everyone who is or was in it.</summary>
public sealed class Group
{
    public const int LongestName = 100;

    /// <summary>How many members one request may name.</summary>
    public const int MostMembers = 500;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public string Name { get; private init; } = "";
    public V1.GroupKind Kind { get; private init; }
    public string Block { get; private init; } = "";
    public DateOnly FormedOn { get; private init; }
    public List<GroupMember> Members { get; } = [];

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Group From(V1.FormGroupRequest request, DateOnly today) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = Input.Required(request.Name, "name", LongestName),
        Kind = Input.Choice(request.Kind, "kind"),
        Block = Input.Slug(request.Block, "block"),
        FormedOn = Dates.PastOrToday(request.FormedOn, "formed_on", today),
    };

    /// <exception cref="Refusal"><c>before_forming</c>, <c>not_a_member</c>, <c>already_in_group</c>.</exception>
    public void Add(Member member, DateOnly day)
    {
        if (day < FormedOn) throw Refusal.Invalid("joined_on", "before_forming", "The group had not been formed by that day.");
        if (member.LeftOn is not null) throw Refusal.NotNow("not_a_member", "She has left the collective.");
        if (!member.BelongsSince(day)) throw Refusal.NotNow("not_a_member", "She was not a member of the collective on that day.");
        if (Members.Any(m => m.MemberId == member.Id && !(m.LeftOn < day))) throw Refusal.NotNow("already_in_group", "She is in this group already.");
        Members.Add(new() { GroupId = Id, MemberId = member.Id, Member = member, JoinedOn = day });
    }

    /// <param name="day">Her last day in the group; it has come.</param>
    /// <param name="lastAttended">The day of the last meeting of the group that she attended, if any.</param>
    /// <exception cref="Refusal"><c>not_in_group</c>, <c>before_joining</c>, <c>attended_later</c>.</exception>
    public void Remove(Guid member, DateOnly day, DateOnly? lastAttended)
    {
        var current = Members.SingleOrDefault(m => m.MemberId == member && m.LeftOn is null) ?? throw Refusal.NotNow("not_in_group", "She is not in this group.");
        if (day < current.JoinedOn) throw Refusal.Invalid("left_on", "before_joining", "She had not joined the group by that day.");
        if (day < lastAttended) throw Refusal.Invalid("left_on", "attended_later", string.Create(CultureInfo.InvariantCulture, $"She attended the meeting of {lastAttended:d MMMM yyyy}. Choose that day or a later one."));
        current.End(day);
    }

    public bool Has(Guid member, DateOnly day) => Members.Any(m => m.MemberId == member && m.JoinedOn <= day && !(m.LeftOn < day));

    /// <summary>The members that a request names, each once.</summary>
    /// <exception cref="Refusal"><c>bad_id</c>, <c>too_many</c>.</exception>
    public static Guid[] Named(IReadOnlyCollection<string> ids, string field) =>
        ids.Count <= MostMembers ? [.. ids.Select(id => Input.Id(id, field)).Distinct()]
            : throw Refusal.Invalid(field, "too_many", $"Name at most {MostMembers} members at once.");
}
