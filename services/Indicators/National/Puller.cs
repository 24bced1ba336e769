using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Rpc;
using Identity = Sangam.Identity.V1;

namespace Indicators.National;

/// <summary>
/// Pulls what collectives have released since the last time. A release is kept only when its digest and its place in the collective's
/// chain are right; one that is not is reported and does not hold up the others, and is asked for again next time.
/// </summary>
public sealed partial class Puller(NationalDb db, Sources sources, ServiceClients clients, ServiceToken token, TimeProvider clock, ILogger<Puller> log)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <returns>How many releases were new, and which sources could not be read to their end.</returns>
    public async Task<(int New, IReadOnlyList<string> Away)> PullAsync(CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(Patience);
        await db.Database.OpenConnectionAsync(cancellationToken);   // the lock is the connection's: one pull at a time, over all replicas
        try
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_lock(hashtext('national pull'))", cancellationToken);
            var (found, away) = (0, new List<string>());
            foreach (var source in sources.Addresses)
                try { found += await PullFromAsync(source, cancellationToken); }
                catch (Exception e) when (e is RpcException or HttpRequestException or DbUpdateException && !cancellationToken.IsCancellationRequested)
                {
                    LogAway(source, e.Message);
                    away.Add(source);
                }
            return (found, away);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock_all()", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<int> PullFromAsync(string source, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();   // of what another source left undone
        var releases = new V1.Releases.ReleasesClient(clients.At(source, token.GetAsync));
        await ReadDirectoryAsync(source, cancellationToken);
        var pull = await db.Pulls.FindAsync([source], cancellationToken) ?? db.Pulls.Add(new() { Source = source }).Entity;
        var (found, refused, cursor) = (0, false, pull.Cursor);
        for (var more = true; more;)
        {
            var page = await releases.ListReleasesAsync(new() { Cursor = cursor, PageSize = PageSize }, cancellationToken: cancellationToken);
            var kept = await KeepAsync(page.Releases, releases, cancellationToken);
            found += kept.New;
            refused |= kept.Refused;
            more = page.More && page.NextCursor != cursor;
            cursor = page.NextCursor;
            if (!refused) pull.Cursor = cursor;   // what was refused is asked for again; what is known already is passed over
            await db.SaveChangesAsync(cancellationToken);
        }
        pull.PulledAt = clock.Now;
        await db.SaveChangesAsync(cancellationToken);
        return found;
    }

    private async Task<(int New, bool Refused)> KeepAsync(IReadOnlyList<V1.Release> page, V1.Releases.ReleasesClient source, CancellationToken cancellationToken)
    {
        var codes = page.Select(r => r.Collective).Where(Code.IsValid).Distinct().ToList();
        var collectives = await db.Collectives.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, cancellationToken);
        var kept = (await db.Releases.AsNoTracking().Where(r => codes.Contains(r.Collective)).ToListAsync(cancellationToken)).ToLookup(r => r.Collective);
        var keys = await KeysAsync(page, collectives, source, cancellationToken);
        var known = codes.ToDictionary(c => c, c => Known(collectives.GetValueOrDefault(c)?.HeadDigest ?? "", [.. kept[c]], [.. keys[c]]));
        var digests = kept.SelectMany(k => k).Select(r => r.Digest).ToHashSet();
        var (found, refused) = (0, false);
        foreach (var received in page)
        {
            if (digests.Contains(received.Digest)) continue;
            var of = known.GetValueOrDefault(received.Collective) ?? KnownCollective.None;
            if (received.Flaw(of) is { } flaw)
            {
                refused = true;
                await db.RefuseAsync(received, flaw, clock.Now, cancellationToken);
                LogRefused(Code.IsValid(received.Collective) ? received.Collective : "?", received.Year, received.Month, flaw);
                continue;
            }
            var release = Release.From(received);
            db.Releases.Add(release);
            await KeepFiguresAsync(received, release, cancellationToken);
            collectives[received.Collective].HeadDigest = received.Digest;
            known[received.Collective] = new(received.Digest, of.Keys[received.KeyId].Number, of.Keys,
                new Dictionary<DateOnly, int>(of.Revisions) { [release.Month] = release.Revision }, of.Ids.Append(release.Id).ToHashSet());
            digests.Add(received.Digest);
            found++;
        }
        return (found, refused);
    }

    private static KnownCollective Known(string head, IReadOnlyList<Release> kept, IReadOnlyList<SigningKey> keys) => new(
        head, keys.FirstOrDefault(k => k.KeyId == kept.FirstOrDefault(r => r.Digest == head)?.KeyId)?.Number ?? 0, keys.ToDictionary(k => k.KeyId),
        kept.GroupBy(r => r.Month).ToDictionary(m => m.Key, m => m.Max(r => r.Revision)), kept.Select(r => r.Id).ToHashSet());

    /// <summary>The pinned keys of the page's collectives. The source is asked for them when a release names one that is not there yet.</summary>
    private async Task<ILookup<string, SigningKey>> KeysAsync(IReadOnlyList<V1.Release> page, Dictionary<string, Collective> collectives, V1.Releases.ReleasesClient source, CancellationToken cancellationToken)
    {
        var codes = page.Select(r => r.Collective).Where(Code.IsValid).Distinct().ToList();
        var pinned = await db.SigningKeys.AsNoTracking().Where(k => codes.Contains(k.Collective)).ToListAsync(cancellationToken);
        var missing = page.Where(r => Code.IsValid(r.Collective) && !pinned.Any(k => k.Collective == r.Collective && k.KeyId == r.KeyId)).Select(r => r.Collective).Distinct().ToList();
        if (missing.Count == 0) return pinned.ToLookup(k => k.Collective);

        var listed = (await source.ListSigningKeysAsync(new() { Collectives = { missing } }, cancellationToken: cancellationToken)).Keys.ToLookup(k => k.Collective);
        foreach (var code in missing)
        {
            var (added, changed) = SigningKey.Follow([.. pinned.Where(k => k.Collective == code)], listed[code], clock.Now);
            if (changed) await db.RefuseKeyAsync(code, clock.Now, cancellationToken);
            if (added.Count > 0 && !collectives.ContainsKey(code)) collectives[code] = db.Collectives.Add(new() { Code = code, Name = code }).Entity;
            db.SigningKeys.AddRange(added);
            pinned.AddRange(added);
        }
        return pinned.ToLookup(k => k.Collective);
    }

    /// <summary>A revision's figures take the place of the earlier ones.</summary>
    private async Task KeepFiguresAsync(V1.Release received, Release release, CancellationToken cancellationToken)
    {
        if (release.Revision > 1)
        {
            await db.SaveChangesAsync(cancellationToken);
            var firsts = received.Figures.Select(f => Figures.Period.Read(f.Period)!.Value.First).Distinct().ToList();
            var earlier = await db.Figures.Where(f => f.Collective == release.Collective && firsts.Contains(f.PeriodFirst)).ToListAsync(cancellationToken);
            var again = received.Figures.Select(f => (f.Period.Type, Figures.Period.Read(f.Period)!.Value.First, f.Indicator, f.Part)).ToHashSet();
            db.Figures.RemoveRange(earlier.Where(f => again.Contains((f.PeriodType, f.PeriodFirst, f.Indicator, f.Part))));
            await db.SaveChangesAsync(cancellationToken);
        }
        db.Figures.AddRange(received.Figures.Where(f => f.AgeBand == 0 && f.Gender == 0).Select(f => ReleasedFigure.From(f, release)));
    }

    /// <summary>Names and states of collectives. Without it the figures come all the same.</summary>
    private async Task ReadDirectoryAsync(string source, CancellationToken cancellationToken)
    {
        try
        {
            var tenants = new Identity.Tenants.TenantsClient(clients.At(source, token.GetAsync));
            var collectives = await db.Collectives.ToDictionaryAsync(c => c.Code, cancellationToken);
            string page = "";
            do
            {
                var answer = await tenants.ListTenantsAsync(new() { PageSize = 200, PageToken = page }, cancellationToken: cancellationToken);
                foreach (var tenant in answer.Tenants.Where(t => Code.IsValid(t.Code) && t.Name.Length is > 0 and <= Collective.LongestName && State().IsMatch(t.StateCode)))
                {
                    if (!collectives.TryGetValue(tenant.Code, out var collective))
                        collective = collectives[tenant.Code] = db.Collectives.Add(new() { Code = tenant.Code, Name = tenant.Name }).Entity;
                    (collective.Name, collective.StateCode) = (tenant.Name, tenant.StateCode);
                }
                await db.SaveChangesAsync(cancellationToken);
                page = answer.NextPageToken == page ? "" : answer.NextPageToken;
            } while (page.Length > 0);
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested) { LogNoDirectory(source, e.Message); }
    }

    [GeneratedRegex("^(IN-[A-Z]{2})?\\z")]
    private static partial Regex State();

    [LoggerMessage(LogLevel.Warning, "{Source} could not be read: {Reason}")]
    private partial void LogAway(string source, string reason);

    [LoggerMessage(LogLevel.Warning, "The directory of {Source} could not be read: {Reason}")]
    private partial void LogNoDirectory(string source, string reason);

    [LoggerMessage(LogLevel.Error, "A release of {Collective} for {Year}-{Month} was refused: {Flaw}")]
    private partial void LogRefused(string collective, int year, int month, string flaw);
}
