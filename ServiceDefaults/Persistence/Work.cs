using Microsoft.EntityFrameworkCore.Storage;

namespace Sangam.Persistence;

/// <summary>
/// What is done in one transaction. Inside another one it is a part of that: its commit does nothing, and only the outer one ends it.
/// What is disposed of without a commit has not happened.
/// </summary>
public sealed class Work(IDbContextTransaction? own) : IAsyncDisposable
{
    public Task CommitAsync(CancellationToken cancellationToken) => own?.CommitAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
