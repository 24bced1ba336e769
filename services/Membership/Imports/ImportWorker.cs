using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Events;
using Sangam.Tenancy;

namespace Membership.Imports;

/// <summary>
/// Looks after what is due in any collective: goes on entering and taking back, and forgets what need not be remembered.
/// Whoever claims an import renews its lease with every batch; if the process ends, however it does, another one goes on after
/// the last batch that was committed.
/// </summary>
internal sealed partial class ImportWorker(RelayDatabase database, IServiceScopeFactory scopes, ILogger<ImportWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await ClaimAsync(stoppingToken) is not var (tenant, id))
                    await Task.Delay(Poll, stoppingToken);
                else
                    while (await StepAsync(tenant, id, stoppingToken))
                        continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogTrouble(e); // the lease runs out, and then it is tried again
                await Task.Delay(Poll, stoppingToken);
            }
        }
    }

    private async Task<(Guid Tenant, Guid Id)?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var claim = database.Source.CreateCommand(
            """
            update import set due_at = now() + $1
            where (tenant_id, id) in (select tenant_id, id from import where due_at <= now() order by due_at limit 1 for update skip locked)
            returning tenant_id, id
            """
        );
        claim.Parameters.AddWithValue(Import.Lease);
        await using var reader = await claim.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetGuid(0), reader.GetGuid(1)) : null;
    }

    /// <returns>Whether there is more to do now.</returns>
    private async Task<bool> StepAsync(Guid tenant, Guid id, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity("import members");
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentTenant>().Enter(tenant);
        try
        {
            return await ActivatorUtilities.CreateInstance<ImportStep>(scope.ServiceProvider).TakeAsync(id, cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "member_number" })
        {
            return true; // somebody has a number that was drawn; the batch draws others
        }
    }

    [LoggerMessage(LogLevel.Error, "An import could not go on")]
    private partial void LogTrouble(Exception exception);
}
