using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sangam.Events;

/// <summary>Wakes the relay when an event has been committed.</summary>
internal sealed class RingsTheBell(RelayBell bell) : ISaveChangesInterceptor, IDbTransactionInterceptor
{
    private bool waiting;

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        waiting |= eventData.Context!.ChangeTracker.Entries<OutboxEvent>().Any();
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => new(SavingChanges(eventData, result));

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (waiting && eventData.Context!.Database.CurrentTransaction is null)
            Ring();
        return result;
    }

    public ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    ) => new(SavedChanges(eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Ring();

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Ring();
        return Task.CompletedTask;
    }

    private void Ring()
    {
        if (!waiting)
            return;
        waiting = false;
        bell.Ring();
    }
}
