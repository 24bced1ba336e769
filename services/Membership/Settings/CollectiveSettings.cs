using System.Globalization;
using System.Text.Json;
using Sangam.Security;

namespace Membership.Settings;

/// <summary>Something the collective has its own name for.</summary>
public sealed record Named(string Code, string Name);

/// <summary>
/// What the collective decides for itself: its blocks, the sub-groups it recognises, its own words, the sections it uses.
/// </summary>
public sealed class CollectiveSettings
{
    public const int LongestName = 60,
        MostBlocks = 300,
        MostSubGroups = 50;

    /// <summary>The sections that a collective may do without. Members, groups, accounts and figures are always there.</summary>
    public static readonly IReadOnlySet<string> Sections = new HashSet<string>
    {
        "decisions",
        "elections",
        "offices",
        "funds",
        "centres",
        "calendar",
        "training",
        "orientations",
        "entitlements",
        "applications",
        "matters",
        "counselling",
        "stories",
    };

    private static readonly HashSet<string> RoleCodes = [.. Role.OfCollective.Select(r => r.Code)];
    private static readonly HashSet<string> KindCodes =
    [
        .. Enum.GetValues<V1.GroupKind>().Where(k => k != default).Select(k => JsonNamingPolicy.KebabCaseLower.ConvertName($"{k}")),
    ];

    public Guid TenantId { get; private set; }
    public List<Named> Blocks { get; private set; } = [];
    public List<Named> SubGroups { get; private set; } = [];
    public List<Named> Roles { get; private set; } = [];
    public List<Named> GroupKinds { get; private set; } = [];

    /// <summary>The sections in use; none: all of them.</summary>
    public string[] Modules { get; private set; } = [];

    /// <summary>Goes up with every change; 0 while nothing was decided.</summary>
    public int Revision { get; private set; }

    public string Etag => Revision.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="Refusal">A field is wrong, or <c>changed_meanwhile</c>.</exception>
    public void Decide(V1.CollectiveSettings settings)
    {
        if (Input.Required(settings.Etag, "etag", 20) != Etag)
            throw Refusal.Changed();
        Blocks = List(settings.Blocks, "blocks", MostBlocks);
        SubGroups = List(settings.SubGroups, "sub_groups", MostSubGroups);
        Roles = List(settings.Roles, "roles", RoleCodes.Count, RoleCodes);
        GroupKinds = List(settings.GroupKinds, "group_kinds", KindCodes.Count, KindCodes);
        Modules = [.. settings.Modules.Distinct().Select(m => Sections.Contains(m) ? m : throw Unknown("modules"))];
        Revision++;
    }

    private static List<Named> List(IReadOnlyCollection<V1.Named> values, string field, int most, HashSet<string>? known = null)
    {
        if (values.Count > most)
            throw Refusal.Invalid(
                field,
                "too_many",
                string.Create(CultureInfo.InvariantCulture, $"This list may have at most {most:N0} lines.")
            );
        var list = values
            .Select(v => new Named(
                known is null ? Input.Slug(Input.Required(v.Code, field, 64), field) : v.Code,
                Input.Required(v.Name, field, LongestName)
            ))
            .ToList();
        if (known is not null && list.Any(n => !known.Contains(n.Code)))
            throw Unknown(field);
        return list.DistinctBy(n => n.Code).Count() == list.Count && list.DistinctBy(n => n.Name.ToLowerInvariant()).Count() == list.Count
            ? list
            : throw Refusal.Invalid(field, "repeated", "Something stands twice in this list.");
    }

    private static Refusal Unknown(string field) => Refusal.Invalid(field, "unknown_choice", "This choice is not known.");
}
