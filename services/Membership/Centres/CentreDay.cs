using Sangam.Events;

namespace Membership.Centres;

/// <summary>Visits to a centre by age band; somebody who comes twice is counted twice.</summary>
public readonly record struct Visits(int Under25, int From25To34, int From35)
{
    public const int Most = 10_000;

    /// <exception cref="Refusal"><c>out_of_range</c>.</exception>
    public static Visits From(V1.Visits? visits) =>
        visits is null
            ? default
            : new(
                Input.Between(visits.Under25, 0, Most, "under_25"),
                Input.Between(visits.From25To34, 0, Most, "from_25_to_34"),
                Input.Between(visits.From35, 0, Most, "from_35")
            );
}

/// <summary>A day on which a centre was open, with its visits as numbers: nobody's name is kept.</summary>
public sealed class CentreDay
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid CentreId { get; init; }
    public required DateOnly OpenOn { get; init; }
    public int Under25 { get; private set; }
    public int From25To34 { get; private set; }
    public int From35 { get; private set; }

    /// <summary>It was entered by mistake and does not count.</summary>
    public bool Withdrawn { get; private set; }

    /// <summary>Goes up with every change; it is the etag, and orders the events.</summary>
    public int Revision { get; private set; }

    /// <summary>Enters the counts, for the first time or anew; a withdrawn day counts again.</summary>
    public void Count(Visits visits)
    {
        Under25 = visits.Under25;
        From25To34 = visits.From25To34;
        From35 = visits.From35;
        Withdrawn = false;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>already_withdrawn</c>.</exception>
    public void Withdraw()
    {
        if (Withdrawn)
            throw Refusal.NotNow("already_withdrawn", "This day is taken back already.");
        Withdrawn = true;
        Revision = Revision + 1;
    }

    /// <exception cref="Refusal"><c>changed_meanwhile</c>.</exception>
    public void RequireEtag(string etag)
    {
        if (Input.Required(etag, "etag", 20) != this.Etag)
            throw Refusal.Changed();
    }

    public CentreDayRecorded Told() => new(Id, CentreId, OpenOn, Under25, From25To34, From35, Withdrawn, Revision);
}
