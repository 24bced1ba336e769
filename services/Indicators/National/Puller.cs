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
            var kept = await KeepAsync(page.Releases, cancellationToken);
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

    private async Task<(int New, bool Refused)> KeepAsync(IReadOnlyList<V1.Release> page, CancellationToken cancellationToken)
    {
        var codes = page.Select(r => r.Collective).Where(Code.IsValid).Distinct().ToList();
        var collectives = await db.Collectives.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, cancellationToken);
        var known = await db.Releases.Where(r => codes.Contains(r.Collective)).Select(r => new { r.Collective, r.Month, r.Digest }).ToDictionaryAsync(r => (r.Collective, r.Month.Year, r.Month.Month), r => r.Digest, cancellationToken);
        var (found, refused) = (0, false);
        foreach (var received in page)
        {
            if (known.TryGetValue((received.Collective, received.Year, received.Month), out var digest) && digest == received.Digest) continue;
            var flaw = digest is not null ? "another release of that month was kept" : received.Flaw(collectives.GetValueOrDefault(received.Collective)?.HeadDigest ?? "");
            if (flaw is not null)
            {
                refused = true;
                LogRefused(Code.IsValid(received.Collective) ? received.Collective : "?", received.Year, received.Month, flaw);
                continue;
            }
            var collective = collectives.GetValueOrDefault(received.Collective) ?? (collectives[received.Collective] = db.Collectives.Add(new() { Code = received.Collective, Name = received.Collective }).Entity);
            var release = Release.From(received);
            db.Releases.Add(release);
            db.Figures.AddRange(received.Figures.Select(f => ReleasedFigure.From(f, release)));
            collective.HeadDigest = received.Digest;
            known[(received.Collective, received.Year, received.Month)] = received.Digest;
            found++;
        }
        return (found, refused);
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
