namespace Membership.Elections;

/// <summary>The paper ballots that were found in one box.</summary>
public sealed class PaperBatch
{
    public const int LongestBox = 60,
        MostPiles = 500,
        MostPapers = 100_000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid ElectionId { get; init; }
    public required string Box { get; init; }

    /// <summary>All of them, spoiled ones too.</summary>
    public int Papers { get; private init; }
    public int Spoiled { get; private init; }
    public List<PaperPile> Piles { get; } = [];

    /// <exception cref="Refusal"><c>required</c>, <c>too_long</c>, <c>out_of_range</c>, <c>too_many</c>, <c>empty_box</c>, or a
    /// pile's marks are wrong.</exception>
    public static PaperBatch From(Election election, V1.EnterPaperBatchRequest request)
    {
        if (request.Piles.Count > MostPiles)
            throw Refusal.Invalid("piles", "too_many", "Enter at most 500 piles at a time.");
        var spoiled = Input.Between(request.Spoiled, 0, MostPapers, "spoiled");
        var piles = request
            .Piles.Select(p => (Marks: Marked(election, p), Papers: Input.Between(p.Papers, 1, MostPapers, "piles")))
            .ToList();
        var batch = new PaperBatch
        {
            ElectionId = election.Id,
            Box = Input.Required(request.Box, "box", LongestBox),
            Spoiled = spoiled,
            Papers = spoiled + piles.Sum(p => p.Papers),
        };
        if (batch.Papers == 0)
            throw Refusal.Invalid("piles", "empty_box", "Enter the ballots that were in the box.");
        batch.Piles.AddRange(
            piles
                .GroupBy(p => string.Join(',', p.Marks))
                .Select(g => new PaperPile
                {
                    BatchId = batch.Id,
                    Marks = g.First().Marks,
                    Papers = g.Sum(p => p.Papers),
                })
        );
        return batch;
    }

    private static short[] Marked(Election election, V1.PaperPile pile) =>
        pile.CandidateIds.Count > 0
            ? election.Marks(pile.CandidateIds)
            : throw Refusal.Invalid("candidate_ids", "required", "A ballot without a mark is a spoiled one.");
}

/// <summary>Ballots of a box that are marked alike.</summary>
public sealed class PaperPile
{
    public Guid TenantId { get; private set; }
#pragma warning disable RS0030 // Guid.NewGuid: one of version 7 would tell in which order the papers were counted.
    public Guid Id { get; private init; } = Guid.NewGuid();
#pragma warning restore RS0030
    public required Guid BatchId { get; init; }
    public required short[] Marks { get; init; }
    public required int Papers { get; init; }
}
