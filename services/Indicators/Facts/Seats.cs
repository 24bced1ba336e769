namespace Indicators.Facts;

/// <summary>An office with its seats, as its latest event told.</summary>
public sealed class Office
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary><c>governing</c>, <c>signatory</c>, <c>paid-post</c> or <c>committee</c>.</summary>
    public string Kind { get; private set; } = "";

    public int Seats { get; private set; }
    public DateOnly SetUpOn { get; private set; }

    /// <summary>Its last day.</summary>
    public DateOnly? EndedOn { get; private set; }

    public int Revision { get; private set; }
}

/// <summary>
/// Somebody's time in a seat; who it is, is not known here. Events of its end and of its office may overtake that of its start.
/// </summary>
public sealed class Term
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid? OfficeId { get; private set; }
    public DateOnly? StartedOn { get; private set; }

    /// <summary>The last day as it was set. Who stays longer holds the seat, past her term.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>The last day as it was.</summary>
    public DateOnly? EndedOn { get; private set; }

    public bool ByMember { get; private set; }
    public bool Elected { get; private set; }

    /// <summary>Within the limit of terms in a row.</summary>
    public bool WithinLimit { get; private set; }

    public bool SubGroup { get; private set; }
}
