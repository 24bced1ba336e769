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
    private readonly Counter<long> refused = meters.Create("Sangam").CreateCounter<long>("sangam.refusals", description: "Requests turned down, by machine code.");

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try { return await continuation(request, context); }
        catch (Exception e) when (e is not RpcException) { throw Translate(e, context); }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try { await continuation(request, responseStream, context); }
        catch (Exception e) when (e is not RpcException) { throw Translate(e, context); }
    }

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        // A slice looks first whether a name or place is taken; if it is taken between that look and the save, the next attempt is told.
        if (exception is DbUpdateConcurrencyException or DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } }) exception = Refusal.Changed();
        if (exception is Refusal refusal)
        {
            refused.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
            var trailers = new Metadata { { "sangam-code", refusal.Code } };
            if (refusal.Field is { } field) trailers.Add("sangam-field", field);
            return new RpcException(new Status(Status(refusal.Kind), refusal.Message), trailers);
        }
        if (context.CancellationToken.IsCancellationRequested)
            return new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled."));
        var trace = Activity.Current?.TraceId.ToString() ?? "none";
        LogUnforeseen(exception, context.Method, trace);
        return new RpcException(new Status(StatusCode.Internal, $"Something went wrong on our side. If it happens again, tell your admin this number: {trace}"), new Metadata { { "sangam-code", "internal" } });
    }

    private static StatusCode Status(RefusalKind kind) => kind switch
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
