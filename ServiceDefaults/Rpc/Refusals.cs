using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Sangam.Rpc;

/// <summary>Turns a <see cref="Refusal"/> into its status, code and sentence, and anything unforeseen into a trace id.</summary>
internal sealed partial class Refusals(ILogger<Refusals> log, IMeterFactory meters) : Interceptor
{
    private readonly Counter<long> refused = meters
        .Create("Sangam")
        .CreateCounter<long>("sangam.refusals", description: "Requests turned down, by machine code.");

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Translate(e, context);
        }
    }

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        // A slice looks first whether a name or place is taken; if it is taken between that look and the save, the next attempt is told.
        if (
            exception
            is DbUpdateConcurrencyException
                or DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } }
        )
            exception = Refusal.Changed();
        if (exception is Refusal refusal)
        {
            refused.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
            return RichErrors.Of(Status(refusal.Kind), refusal.Code, refusal.Message, refusal.Field).ToRpcException();
        }
        if (context.CancellationToken.IsCancellationRequested)
            return RichErrors.Of(StatusCode.Cancelled, "cancelled", "The call was cancelled.").ToRpcException();
        var trace = Activity.Current?.TraceId.ToString() ?? "none";
        LogUnforeseen(exception, context.Method, trace);
        var sentence = $"Something went wrong on our side. If it happens again, tell your admin this number: {trace}";
        return RichErrors.Of(StatusCode.Internal, "internal", sentence, trace: trace).ToRpcException();
    }

    private static StatusCode Status(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => StatusCode.InvalidArgument,
            RefusalKind.Missing => StatusCode.NotFound,
            RefusalKind.NotAllowed => StatusCode.PermissionDenied,
            RefusalKind.NotNow => StatusCode.FailedPrecondition,
            RefusalKind.Changed => StatusCode.Aborted,
            RefusalKind.TooMuch => StatusCode.ResourceExhausted,
            RefusalKind.NotSignedIn => StatusCode.Unauthenticated,
            _ => throw new UnreachableException(),
        };

    [LoggerMessage(LogLevel.Error, "{Method} failed, trace {Trace}")]
    private partial void LogUnforeseen(Exception exception, string method, string trace);
}
