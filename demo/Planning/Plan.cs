using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sangam.Identity.V1;
using Sangam.Membership.V1;
using Sangam.Training.V1;

namespace Demo.Planning;

/// <summary>What is entered: <c>collectives.json</c>.</summary>
internal sealed record Plan(string[] About, string NoticeVersion, IReadOnlyList<Collective> Collectives)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static Plan Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("collectives.json")!;
        return JsonSerializer.Deserialize<Plan>(file, Json)!;
    }
}

/// <param name="Since">The year in which the first of its members joined.</param>
/// <param name="Published">What its programme published for the year, by indicator and part, e.g. <c>T4.offline</c>.</param>
internal sealed record Collective(
    string Code,
    string Name,
    string State,
    CollectiveType Type,
    string[] Languages,
    int Since,
    Register Members,
    GroupPlan Groups,
    TrainingPlan Trainings,
    ApplicationPlan[] Applications,
    Dictionary<string, long> Published,
    string District = "",
    string[]? Blocks = null,
    OrientationPlan[]? Orientations = null,
    Visits? LegalAid = null,
    Visits? Counselling = null,
    StoryPlan? Stories = null,
    GovernancePlan? Governance = null
);

/// <param name="Before">Members who joined before the year.</param>
/// <param name="Joining">Members who join, by month.</param>
/// <param name="First">Made-up names, each combined with each of <paramref name="Second"/>.</param>
internal sealed record Register(int Before, int[] Joining, string[] First, string[] Second)
{
    public int Total => Before + Joining.Sum();

    public string Name(int member) => $"{First[member % First.Length]} {Second[(member / First.Length + member) % Second.Length]}";

    /// <summary>The month in which a member joins; null for one who was there before.</summary>
    public int? JoinsIn(int member)
    {
        var until = Before;
        if (member < until)
            return null;
        return Array.FindIndex(Joining, joining => member < (until += joining));
    }
}

/// <param name="Active">How many of the peer groups meet with a minute, by month. Self-help groups always do.</param>
internal sealed record GroupPlan(string[] Peer, int[] Active, string[] Minutes, string[]? Shg = null)
{
    public string[] Names => [.. Peer, .. Shg ?? []];

    public bool IsActive(int group, int month) => group >= Peer.Length || (group + month) % Peer.Length < Active[month];
}

/// <param name="Sessions">By month, each with as many attending.</param>
internal sealed record TrainingPlan(int[] Sessions, int Attendance, Topic[] Topics);

internal sealed record ApplicationPlan(string Entitlement, string Indicator, int[] Received);

internal sealed record OrientationPlan(Audience Audience, Mode Mode, int[] First, int[]? Again = null)
{
    public Visits Visits => new(First, Again);
}

/// <param name="Leadership">The governing office, all of whose <paramref name="Seats"/> members hold, half of them of the
/// sub-group.</param>
/// <param name="Committee">The office for which an election is being held.</param>
/// <param name="OpenDays">How many days of each month each centre is open, with as many <paramref name="Visits"/> by age band
/// on each.</param>
/// <param name="Dialogue">A dialogue with authorities that is planned.</param>
internal sealed record GovernancePlan(
    string Leadership,
    int Seats,
    string Committee,
    NamedCode SubGroup,
    string[] Centres,
    int OpenDays,
    int[] Visits,
    GatheringPlan[] Gatherings,
    string Dialogue,
    string[] Resolutions
);

internal sealed record NamedCode(string Code, string Name);

internal sealed record GatheringPlan(string Title, EventKind Kind, int Month, int Day, int Attendance);

internal sealed record StoryPlan(int[] Published, int[] Authorised, string[] Outlets, string[] Headlines);

/// <summary>How many come in each month: for the first time, and again after an earlier month.</summary>
internal sealed record Visits(int[] First, int[]? Again = null)
{
    public int People => First.Sum();

    public int In(int month) => First[month] + (Again?[month] ?? 0);

    /// <summary>Who comes in a month, each once, numbered in the order of first coming.</summary>
    public IEnumerable<int> Who(int month)
    {
        var before = First[..month].Sum();
        var again = Again?[month] ?? 0;
        var skipped = Again?[..month].Sum() ?? 0;
        return again <= before
            ? Enumerable.Range(0, again).Select(i => (skipped + i) % before).Concat(Enumerable.Range(before, First[month]))
            : throw new InvalidOperationException($"{again} come again in month {month}, but only {before} have come before.");
    }
}
