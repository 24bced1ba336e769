using Microsoft.EntityFrameworkCore;

namespace Indicators.National.Arrivals;

/// <summary>
/// A release that was not kept, for the network to see and to ask the collective about. The same one again is noted once, with
/// its latest time.
/// </summary>
public sealed class RefusedRelease
{
    public string Collective { get; private init; } = "";

    /// <summary>Its first day; null when it is not said of a month, as of a changed key.</summary>
    public DateOnly? Month { get; private init; }

    public int Revision { get; private init; }

    /// <summary>One of <see cref="Flaws"/>.</summary>
    public string Flaw { get; private init; } = "";

    public DateTimeOffset FirstAt { get; private init; }
    public DateTimeOffset At { get; private init; }
}

public static class RefusedReleases
{
    /// <summary>Notes that a release was refused. A collective or a month that is none is left out.</summary>
    public static Task RefuseAsync(
        this NationalDb db,
        V1.Release release,
        string flaw,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        db.RefuseAsync(
            release.Collective,
            Figures
                .Period.Read(
                    new()
                    {
                        Type = V1.PeriodType.Month,
                        Year = release.Year,
                        Month = release.Month,
                    }
                )
                ?.First,
            Math.Clamp(release.Revision, 0, 999),
            flaw,
            now,
            cancellationToken
        );

    /// <summary>Notes that a collective's key was refused.</summary>
    public static Task RefuseKeyAsync(this NationalDb db, string collective, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.RefuseAsync(collective, null, 0, Flaws.ChangedKey, now, cancellationToken);

    private static Task RefuseAsync(
        this NationalDb db,
        string collective,
        DateOnly? month,
        int revision,
        string flaw,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into refused_release as r (collective, month, revision, flaw, first_at, at) values ({(
                Code.IsValid(collective) ? collective : ""
            )}, {month}, {revision}, {flaw}, {now}, {now})
            on conflict (collective, month, revision, flaw) do update set at = excluded.at
            """,
            cancellationToken
        );
}
