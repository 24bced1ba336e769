using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sangam.Persistence;
using Sangam.Security;
using Sangam.Tenancy;

namespace Sangam.Rpc;

/// <summary>
/// Makes a request with a <c>request_id</c> safe to repeat (AIP-155): what it changes and its answer are saved in one transaction, and
/// the same request again gets the same answer and changes nothing. The id used for another request is refused (<c>request_id_reused</c>).
/// </summary>
internal sealed class Retries(CurrentTenant tenant, IServiceProvider services, TimeProvider clock) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        if (request is not IMessage message || RequestId(message) is not { } id || tenant.IdOrNone is null)
            return await continuation(request, context);

        var db = services.GetRequiredService<ServiceDb>();
        var digest = SHA256.HashData([.. Encoding.UTF8.GetBytes(context.Method), .. message.ToByteArray()]);
        db.Database.AutoSavepointsEnabled = false; // a refusal ends the whole transaction anyway
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        if (await EarlierAsync<TResponse>(db, id, digest, context.CancellationToken) is { } earlier)
            return earlier;

        try
        {
            var response = await continuation(request, context);
            var answer = await services
                .GetRequiredService<Vault>()
                .SealForTenantAsync([.. digest, .. ((IMessage)response).ToByteArray()], context.CancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"insert into request (tenant_id, request_id, answer, at) values ({tenant.Id}, {id}, {answer}, {clock.GetUtcNow()})",
                context.CancellationToken
            );
            await transaction.CommitAsync(context.CancellationToken);
            return response;
        }
        catch (Exception e) when (e is Refusal or DbUpdateException or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // If the same request came twice at once, the other one has been saved by now, and this one met what it left behind.
            await transaction.RollbackAsync(context.CancellationToken);
            db.ChangeTracker.Clear();
            if (await EarlierAsync<TResponse>(db, id, digest, context.CancellationToken) is { } other)
                return other;
            throw;
        }
    }

    private static Guid? RequestId(IMessage message)
    {
        if (Repeating.RequestId(message.Descriptor) is not { } field)
            return null;
        var text = (string)field.Accessor.GetValue(message);
        return text.Length == 0 ? null : Input.Id(text, "request_id");
    }

    private async Task<TResponse?> EarlierAsync<TResponse>(ServiceDb db, Guid id, byte[] digest, CancellationToken cancellationToken)
        where TResponse : class
    {
        var earlier = await db.Set<RetriedRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.RequestId == id, cancellationToken);
        if (earlier is null)
            return null;
        var answer = await services.GetRequiredService<Vault>().OpenForTenantAsync(earlier.Answer, cancellationToken);
        if (!digest.AsSpan().SequenceEqual(answer.AsSpan(0, digest.Length)))
            throw Refusal.Invalid("request_id", "request_id_reused", "This request id was used for another request.");
        var response = (IMessage)Activator.CreateInstance<TResponse>();
        response.MergeFrom(answer[digest.Length..]);
        return (TResponse)response;
    }
}
