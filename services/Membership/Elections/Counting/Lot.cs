namespace Membership.Elections;

/// <summary>
/// A lot that the committee drew between candidates who were tied, before witnesses. Once drawn it holds: it is never changed
/// or drawn again.
/// </summary>
public sealed class Lot
{
    public const int LeastWitnesses = 2,
        MostWitnesses = 10;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid ElectionId { get; init; }

    /// <summary>The candidates' positions on the ballot, in the order drawn.</summary>
    public required short[] Drawn { get; init; }

    /// <summary>Members.</summary>
    public required Guid[] Witnesses { get; init; }
    public required DateOnly DrawnOn { get; init; }
}

/// <summary>The signature of a member of the committee under a count.</summary>
public sealed class Certification
{
    public Guid TenantId { get; private set; }
    public required Guid ElectionId { get; init; }
    public required Guid MemberId { get; init; }
    public required DateOnly SignedOn { get; init; }
}
