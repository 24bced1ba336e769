namespace Membership.Groups;

/// <summary>A member bears an office in her group, such as secretary or treasurer, by the title that the group uses.</summary>
public sealed class OfficeBearer
{
    public const int LongestTitle = 60;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid GroupId { get; init; }
    public required Guid MemberId { get; init; }
    public required DateOnly JoinedOn { get; init; }
    public required string Title { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>
    /// The last day as it was set; null without a term. It ends with her time in the group at the latest: see <see
    /// cref="Until"/>.
    /// </summary>
    public DateOnly? To { get; set; }

    /// <summary>The last day; null while no end is known.</summary>
    public DateOnly? Until(GroupMember time) => time.LeftOn is { } left && !(To < left) ? left : To;
}
