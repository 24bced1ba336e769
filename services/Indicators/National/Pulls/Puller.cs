using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Indicators.National.Arrivals;
using Indicators.National.Collectives;
using Indicators.National.Sources;
using Microsoft.EntityFrameworkCore;
using Identity = Sangam.Identity.V1;

namespace Indicators.National.Pulls;

/// <summary>
/// Pulls what the collectives of one source have released since the last time. Each page is kept with the cursor behind it in
/// one transaction, so that a pull that ends early goes on from there. A release that is refused does not hold up the others,
/// and is asked for again next time.
/// </summary>
public sealed partial class Puller(
    NationalDb db,
    PageIntake intake,
    SourceOptions sources,
    GrpcClientFactory clients,
    TimeProvider clock,
    ILogger<Puller> log
)
{
    private const int PageSize = 200;
    private static readonly TimeSpan PatienceForPage = TimeSpan.FromSeconds(60),
        PatienceForKeeping = TimeSpan.FromMinutes(10);

    /// <returns>How many releases were new.</returns>
    public async Task<int> PullAsync(Source source, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(PatienceForKeeping);
        // the lock is the connection's: one pull of a source at a time, over all replicas
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlAsync(
                $"select pg_advisory_lock(hashtext('national pull'), hashtext({source.Address}))",
                cancellationToken
            );
            var pull =
                await db.Pulls.FindAsync([source.Address], cancellationToken) ?? db.Pulls.Add(new() { Source = source.Address }).Entity;
            pull.Begin(clock.Now);
            await db.SaveChangesAsync(cancellationToken);
            var (found, error) = await ReadAsync(source, pull, cancellationToken);
            pull.End(error, clock.Now, sources.Every, RandomNumberGenerator.GetInt32(1001) / 1000d);
            await db.SaveChangesAsync(CancellationToken.None);
            return found;
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock_all()", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<(int New, string Error)> ReadAsync(Source source, Pull pull, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(sources.Patience);
        var found = 0;
        var refused = false;
        var cursor = pull.Cursor;
        try
        {
            await ReadDirectoryAsync(source, source.Client<Identity.Tenants.TenantsClient>(clients), patience.Token);
            var releases = source.Client<V1.Releases.ReleasesClient>(clients);
            for (var more = true; more; )
            {
                var page = await releases.ListReleasesAsync(
                    new() { Cursor = cursor, PageSize = PageSize },
                    deadline: TimeProvider.System.GetUtcNow().UtcDateTime + PatienceForPage,
                    cancellationToken: patience.Token
                );
                await using var transaction = await db.Database.BeginTransactionAsync(patience.Token);
                var kept = await intake.KeepAsync(source, pull.Covered, page.Releases, releases, patience.Token);
                found += kept.New;
                refused |= kept.Refused;
                more = page.More && page.NextCursor != cursor;
                cursor = page.NextCursor;
                if (!refused)
                    pull.Cursor = cursor; // what was refused is asked for again; what is known already is passed over
                if (!refused && !more)
                    pull.Covered =
                        await db
                            .Releases.Where(r => db.Collectives.Any(c => c.Code == r.Collective && c.Source == source.Address))
                            .MaxAsync(r => (long?)r.Arrival, patience.Token)
                        ?? 0;
                pull.ReleasesRead += kept.New;
                await db.SaveChangesAsync(patience.Token);
                await transaction.CommitAsync(patience.Token);
            }
            return (found, refused ? PullErrors.Refused : "");
        }
        catch (Exception e) when (ErrorOf(e) is { } error && !cancellationToken.IsCancellationRequested)
        {
            LogAway(source.Address, error, e.Message);
            await ForgetAsync(pull, cancellationToken);
            return (found, error);
        }
    }

    /// <summary>What was not saved is given up, and how far we came is read from where it was saved.</summary>
    private async Task ForgetAsync(Pull pull, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        db.Attach(pull);
        await db.Entry(pull).ReloadAsync(cancellationToken);
    }

    private static string? ErrorOf(Exception e) =>
        e switch
        {
            RpcException { StatusCode: StatusCode.DeadlineExceeded or StatusCode.Cancelled } or OperationCanceledException =>
                PullErrors.Slow,
            RpcException { StatusCode: StatusCode.Unauthenticated or StatusCode.PermissionDenied } => PullErrors.NotAllowed,
            RpcException { Status.DebugException: { } inner } when ErrorOf(inner) is { } error => error,
            HttpRequestException { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } =>
                PullErrors.NotAllowed,
            RpcException { StatusCode: StatusCode.Unavailable } or HttpRequestException => PullErrors.Away,
            RpcException or DbUpdateException => PullErrors.Broken,
            _ => null,
        };

    /// <summary>Names, states and types of the collectives that this source speaks for. Without it the figures come all the same.</summary>
    private async Task ReadDirectoryAsync(Source source, Identity.Tenants.TenantsClient tenants, CancellationToken cancellationToken)
    {
        try
        {
            string page = "";
            do
            {
                var answer = await tenants.ListTenantsAsync(
                    new() { PageSize = 200, PageToken = page },
                    cancellationToken: cancellationToken
                );
                var listed = answer
                    .Tenants.Where(t =>
                        Code.IsValid(t.Code) && t.Name.Length is > 0 and <= Collective.LongestName && State().IsMatch(t.StateCode)
                    )
                    .DistinctBy(t => t.Code)
                    .ToDictionary(t => t.Code);
                await DescribeAsync(source, listed, cancellationToken);
                page = answer.NextPageToken == page ? "" : answer.NextPageToken;
            } while (page.Length > 0);
        }
        catch (RpcException e) when (ErrorOf(e) is not (PullErrors.NotAllowed or PullErrors.Slow))
        {
            LogNoDirectory(source.Address, e.Message);
        }
    }

    private async Task DescribeAsync(Source source, Dictionary<string, Identity.Tenant> listed, CancellationToken cancellationToken)
    {
        var codes = listed.Keys.ToArray();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ArrivingAsync(cancellationToken);
        await db.PinAsync(source.Address, codes, cancellationToken);
        var own = await db.Collectives.Where(c => codes.Contains(c.Code) && c.Source == source.Address).ToListAsync(cancellationToken);
        var unknown = own.Where(c => c.CountedFrom is null).ToList();
        var arrival = unknown.Count == 0 ? 0 : (await db.ArrivalsAsync(1, cancellationToken))[0];
        foreach (var collective in own)
            collective.Describe(listed[collective.Code].Name, listed[collective.Code].StateCode, TypeOf(listed[collective.Code]), arrival);
        await db.SaveChangesAsync(cancellationToken);
        await db.CountAsync([.. unknown.Where(c => c.CountedFrom is not null).Select(c => c.Code)], arrival, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static NationalV1.CollectiveType TypeOf(Identity.Tenant tenant) =>
        tenant.Type switch
        {
            Identity.CollectiveType.SexWorkerLed => NationalV1.CollectiveType.SexWorkerLed,
            Identity.CollectiveType.SurvivorLed => NationalV1.CollectiveType.SurvivorLed,
            _ => NationalV1.CollectiveType.Unspecified,
        };

    [GeneratedRegex("^(IN-[A-Z]{2})?\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex State();

    [LoggerMessage(LogLevel.Warning, "{Source} could not be read ({Error}): {Reason}")]
    private partial void LogAway(string source, string error, string reason);

    [LoggerMessage(LogLevel.Warning, "The directory of {Source} could not be read: {Reason}")]
    private partial void LogNoDirectory(string source, string reason);
}
