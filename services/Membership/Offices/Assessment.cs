namespace Membership.Offices;

/// <summary>
/// How the collective assessed itself on a day, by the dimensions of the Community Ownership and Preparedness Index (J Epidemiol Community
/// Health 2012;66:ii26).
/// </summary>
public sealed class Assessment
{
    /// <summary>What is assessed, each with the most points it can have: from 0, not begun, to 5, fully in the members' hands.</summary>
    public static readonly IReadOnlyList<(string Code, int Maximum)> Dimensions =
    [
        ("leadership", 5),
        ("governance", 5),
        ("decision-making", 5),
        ("resource-mobilisation", 5),
        ("networking", 5),
        ("programme-management", 5),
        ("engagement-with-state", 5),
        ("engagement-with-society", 5),
    ];

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required DateOnly AssessedOn { get; init; }

    /// <summary>The sum of the points, of at most <see cref="Maximum"/>.</summary>
    public int Score { get; private init; }
    public int Maximum { get; private init; }
    public List<AssessmentScore> Scores { get; private init; } = [];

    /// <exception cref="Refusal"><c>required</c>, <c>repeated</c>, <c>unknown_choice</c>, <c>out_of_range</c>; see the proto.</exception>
    public static Assessment From(V1.RecordAssessmentRequest request, DateOnly today)
    {
        foreach (var given in request.Scores)
        {
            if (Dimensions.All(d => d.Code != given.Dimension))
                throw Refusal.Invalid("scores", "unknown_choice", "This choice is not known.");
            if (request.Scores.Count(s => s.Dimension == given.Dimension) > 1)
                throw Refusal.Invalid("scores", "repeated", "Give points for each part once.");
        }
        var scores = Dimensions
            .Select(d => new AssessmentScore
            {
                Dimension = d.Code,
                Score = Input.Between(
                    (
                        request.Scores.FirstOrDefault(s => s.Dimension == d.Code)
                        ?? throw Refusal.Invalid("scores", "required", "Give points for every part.")
                    ).Score,
                    0,
                    d.Maximum,
                    "scores"
                ),
                Maximum = d.Maximum,
            })
            .ToList();
        return new()
        {
            AssessedOn = Dates.PastOrToday(request.AssessedOn, "assessed_on", today),
            Score = scores.Sum(s => s.Score),
            Maximum = scores.Sum(s => s.Maximum),
            Scores = scores,
        };
    }

    /// <summary>Its dimensions in their order; those that are no longer asked come last.</summary>
    public V1.Assessment ToMessage() =>
        new()
        {
            Id = Id.ToString(),
            AssessedOn = AssessedOn.ToMessage(),
            Score = Score,
            Maximum = Maximum,
            Scores =
            {
                Scores
                    .OrderBy(s => Dimensions.Select(d => d.Code).Append(s.Dimension).TakeWhile(c => c != s.Dimension).Count())
                    .ThenBy(s => s.Dimension, StringComparer.Ordinal)
                    .Select(s => new V1.DimensionScore
                    {
                        Dimension = s.Dimension,
                        Score = s.Score,
                        Maximum = s.Maximum,
                    }),
            },
        };
}

/// <summary>The points of one dimension, and the most it could have on that day.</summary>
public sealed class AssessmentScore
{
    public Guid TenantId { get; private set; }
    public Guid AssessmentId { get; private init; }
    public required string Dimension { get; init; }
    public required int Score { get; init; }
    public required int Maximum { get; init; }
}
