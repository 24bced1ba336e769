namespace Membership.Members;

/// <summary>A sub-group that a member counts herself to, by the collective's own code: hers to say and hers to take back.</summary>
public sealed class MemberSubGroup(Guid memberId, string subGroup)
{
    public const int Most = 10;

    public Guid TenantId { get; private set; }
    public Guid MemberId { get; private init; } = memberId;
    public string SubGroup { get; private init; } = subGroup;

    /// <summary>The codes in a request, each once.</summary>
    /// <exception cref="Refusal"><c>too_many</c>, <c>bad_code</c>.</exception>
    public static IReadOnlyCollection<string> Read(IEnumerable<string> codes)
    {
        var read = codes.Distinct().ToList();
        if (read.Count > Most)
            throw Refusal.Invalid("sub_groups", "too_many", $"Choose at most {Most}.");
        return read.All(Code.IsValid)
            ? read
            : throw Refusal.Invalid("sub_groups", "bad_code", "Use small letters, digits and hyphens only.");
    }
}
