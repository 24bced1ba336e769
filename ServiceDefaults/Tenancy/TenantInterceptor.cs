#pragma warning disable RS0030 // GetResult: where Entity Framework itself is called without await, there is nothing to await with.
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Sangam.Tenancy;

/// <summary>
/// Tells PostgreSQL whose rows a connection may see. The setting travels in the same round trip as the first command after the
/// connection was opened (a trip of its own would cost a third of the throughput of small reads); a pooled connection has
/// forgotten it by then, and a command that reached the server without it would see nothing.
/// </summary>
internal sealed class TenantInterceptor(CurrentTenant tenant) : DbCommandInterceptor, IDbConnectionInterceptor
{
    private const string Set = "select set_config('app.tenant_id', @app_tenant_id, false)";
    private static readonly ConditionalWeakTable<DbCommand, object> Prefixed = [];
    private (DbConnection? Connection, Guid? Tenant) told; // the open connection that already knows, and what

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => told = default;

    public Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        told = default;
        return Task.CompletedTask;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        if (!Prefix(command, eventData))
            TellAsync(command, default).AsTask().GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (!Prefix(command, eventData))
            await TellAsync(command, cancellationToken);
        return result;
    }

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        if (Prefixed.Remove(command))
            result.NextResult();
        return result;
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (Prefixed.Remove(command))
            await result.NextResultAsync(cancellationToken);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        TellAsync(command, default).AsTask().GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        await TellAsync(command, cancellationToken);
        return result;
    }

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    )
    {
        TellAsync(command, default).AsTask().GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        await TellAsync(command, cancellationToken);
        return result;
    }

    /// <summary>Puts the setting before a query. A save reads its results by statement number, so it cannot be shifted.</summary>
    private bool Prefix(DbCommand command, CommandEventData eventData)
    {
        if (told == Now(command))
            return true;
        if (eventData.CommandSource is not (CommandSource.LinqQuery or CommandSource.FromSqlQuery))
            return false;
        told = Now(command);
#pragma warning disable CA2100 // a constant before a text that EF made
        command.CommandText = $"{Set};\n{command.CommandText}";
#pragma warning restore CA2100
        command.Parameters.Add(Parameter());
        Prefixed.Add(command, command);
        return true;
    }

    private async ValueTask TellAsync(DbCommand command, CancellationToken cancellationToken)
    {
        if (told == Now(command))
            return;
        told = Now(command);
        await using var set = command.Connection!.CreateCommand();
        set.CommandText = Set;
        set.Transaction = command.Transaction;
        set.Parameters.Add(Parameter());
        await set.ExecuteNonQueryAsync(cancellationToken);
    }

    private (DbConnection?, Guid?) Now(DbCommand command) => (command.Connection, tenant.IdOrNone);

    private NpgsqlParameter Parameter() => new("app_tenant_id", tenant.IdOrNone?.ToString() ?? "");
}
