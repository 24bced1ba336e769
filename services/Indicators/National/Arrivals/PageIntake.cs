using Indicators.National.Collectives;
using Indicators.National.Pulls;
using Indicators.National.Sources;
using Microsoft.EntityFrameworkCore;

namespace Indicators.National.Arrivals;

/// <summary>
/// Keeps the releases of a page that are what they should be. Each is kept only when its digest, its signature and its place in
/// the collective's chain are right, and when it comes from the source that speaks for that collective; one that is not is
/// noted and does not hold up the others.
/// </summary>
public sealed partial class PageIntake(NationalDb db, TimeProvider clock, ILogger<PageIntake> log)
{
    /// <summary>Another source speaks for that collective: the first that brought it.</summary>
    private const string NotItsOwn = "not-its-own";

    /// <summary>
    /// What is kept is saved; the caller holds the transaction. What was kept since it was asked for is passed over when it
    /// comes again.
    /// </summary>
    /// <param name="covered">See <see cref="Pull.Covered"/>.</param>
    public async Task<(int New, bool Refused)> KeepAsync(
        Source source,
        long covered,
        IReadOnlyList<V1.Release> page,
        V1.Releases.ReleasesClient releases,
        CancellationToken cancellationToken
    )
    {
        await db.ArrivingAsync(cancellationToken);
        var codes = page.Select(r => r.Collective).Where(Code.IsValid).Distinct().ToList();
        var collectives = await db.Collectives.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, cancellationToken);
        foreach (var collective in collectives.Values)
            collective.Source ??= source.Address;
        var own = page.Where(r => !collectives.TryGetValue(r.Collective, out var c) || c.Source == source.Address).ToList();
        var kept = (await db.Releases.AsNoTracking().Where(r => codes.Contains(r.Collective)).ToListAsync(cancellationToken)).ToLookup(r =>
            r.Collective
        );
        var keys = await KeysAsync(source, own, collectives, releases, cancellationToken);
        var known = codes.ToDictionary(c => c, c => Known(collectives.GetValueOrDefault(c)?.HeadDigest ?? "", [.. kept[c]], [.. keys[c]]));
        var arrived = kept.SelectMany(k => k).ToDictionary(r => (r.Collective, r.Digest), r => r.Arrival);
        var added = new List<(PulledRelease Release, V1.Release Message)>();
        var refused = false;
        foreach (var received in page)
        {
            var ofAnother = collectives.TryGetValue(received.Collective, out var collective) && collective.Source != source.Address;
            var again = arrived.TryGetValue((received.Collective, received.Digest), out var arrival);
            if (!ofAnother && again && arrival > covered)
                continue;
            var of = known.GetValueOrDefault(received.Collective) ?? KnownCollective.None;
            if (
                (
                    ofAnother ? NotItsOwn
                    : again ? Flaws.Replayed
                    : received.Flaw(of)
                ) is
                { } flaw
            )
            {
                refused = true;
                await db.RefuseAsync(received, flaw, clock.Now, cancellationToken);
                LogRefused(
                    source.Address,
                    Code.IsValid(received.Collective) ? received.Collective : "?",
                    received.Year,
                    received.Month,
                    flaw
                );
                continue;
            }
            var release = PulledRelease.From(received, clock.Now);
            db.Releases.Add(release);
            added.Add((release, received));
            collectives[received.Collective].HeadDigest = received.Digest;
            known[received.Collective] = new(
                received.Digest,
                of.Keys[received.KeyId].Number,
                of.Keys,
                new Dictionary<DateOnly, int>(of.Revisions) { [release.Month] = release.Revision },
                of.Ids.Append(release.Id).ToHashSet()
            );
            arrived[(received.Collective, received.Digest)] = long.MaxValue;
        }
        if (added.Count > 0)
        {
            foreach (var (next, (release, _)) in (await db.ArrivalsAsync(added.Count, cancellationToken)).Zip(added))
                release.Arrival = next;
            await db.SaveChangesAsync(cancellationToken);
            await db.AddFiguresAsync(
                [.. added.SelectMany(a => a.Message.Figures.Select(f => ReleasedFigure.From(f, a.Release)))],
                cancellationToken
            );
        }
        await db.SaveChangesAsync(cancellationToken);
        // a long pull remembers no more than a page
        db.ChangeTracker.Entries<PulledRelease>().ToList().ForEach(e => e.State = EntityState.Detached);
        return (added.Count, refused);
    }

    private static KnownCollective Known(string head, IReadOnlyList<PulledRelease> kept, IReadOnlyList<PinnedKey> keys) =>
        new(
            head,
            keys.FirstOrDefault(k => k.KeyId == kept.FirstOrDefault(r => r.Digest == head)?.KeyId)?.Number ?? 0,
            keys.ToDictionary(k => k.KeyId),
            kept.GroupBy(r => r.Month).ToDictionary(m => m.Key, m => m.Max(r => r.Revision)),
            kept.Select(r => r.Id).ToHashSet()
        );

    /// <summary>
    /// The pinned keys of the page's collectives. The source is asked for them when a release names one that is not there yet.
    /// </summary>
    private async Task<ILookup<string, PinnedKey>> KeysAsync(
        Source source,
        IReadOnlyList<V1.Release> page,
        Dictionary<string, Collective> collectives,
        V1.Releases.ReleasesClient releases,
        CancellationToken cancellationToken
    )
    {
        var codes = page.Select(r => r.Collective).Where(Code.IsValid).Distinct().ToList();
        var pinned = await db.SigningKeys.AsNoTracking().Where(k => codes.Contains(k.Collective)).ToListAsync(cancellationToken);
        var there = pinned.Select(k => (k.Collective, k.KeyId)).ToHashSet();
        var missing = page.Where(r => Code.IsValid(r.Collective) && !there.Contains((r.Collective, r.KeyId)))
            .Select(r => r.Collective)
            .Distinct()
            .ToList();
        if (missing.Count == 0)
            return pinned.ToLookup(k => k.Collective);

        var listed = (
            await releases.ListSigningKeysAsync(new() { Collectives = { missing } }, cancellationToken: cancellationToken)
        ).Keys.ToLookup(k => k.Collective);
        foreach (var code in missing)
        {
            var (added, changed) = PinnedKey.Follow([.. pinned.Where(k => k.Collective == code)], listed[code], clock.Now);
            if (changed)
                await db.RefuseKeyAsync(code, clock.Now, cancellationToken);
            if (added.Count > 0 && !collectives.ContainsKey(code))
                collectives[code] = db
                    .Collectives.Add(
                        new()
                        {
                            Code = code,
                            Name = code,
                            Source = source.Address,
                        }
                    )
                    .Entity;
            db.SigningKeys.AddRange(added);
            pinned.AddRange(added);
        }
        return pinned.ToLookup(k => k.Collective);
    }

    [LoggerMessage(LogLevel.Error, "{Source} sent a release of {Collective} for {Year}-{Month} that was refused: {Flaw}")]
    private partial void LogRefused(string source, string collective, int year, int month, string flaw);
}
