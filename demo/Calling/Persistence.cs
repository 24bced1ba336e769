using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Demo.Calling;

/// <summary>
/// A few calls at a time, each repeated while there is hope: a part of the system may be starting again, or may not have heard of a new
/// member yet. Every call of the demo is safe to repeat.
/// </summary>
internal sealed class Persistence(Func<bool, Task<string>>? token) : Interceptor
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2),
        PerCall = TimeSpan.FromSeconds(20);
    private static readonly SemaphoreSlim AtOnce = new(24);
    private const int Unexplained = 6;

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation
    ) =>
        new(
            RepeatAsync(request, context, continuation),
            Task.FromResult(Metadata.Empty),
            () => Status.DefaultSuccess,
            () => Metadata.Empty,
            () => { }
        );

    private async Task<TResponse> RepeatAsync<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation
    )
        where TRequest : class
        where TResponse : class
    {
        var since = Stopwatch.StartNew();
        var refused = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var headers = token is null ? Metadata.Empty : new Metadata { { "authorization", $"Bearer {await token(refused)}" } };
                await AtOnce.WaitAsync();
                try
                {
                    return await continuation(
                        request,
                        new(context.Method, context.Host, context.Options.WithHeaders(headers).WithDeadline(DateTime.UtcNow + PerCall))
                    );
                }
                finally
                {
                    AtOnce.Release();
                }
            }
            catch (RpcException e) when (IsHopeful(e, attempt))
            {
                if (since.Elapsed > Patience)
                    throw new DemoFailed(
                        $"{context.Method.FullName} was not answered in {Patience.TotalMinutes:0} minutes: "
                            + $"{e.Status.Detail} ({e.StatusCode})"
                    );
                refused = e.StatusCode == StatusCode.Unauthenticated;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(attempt, 5), 2000)));
        }
    }

    private bool IsHopeful(RpcException e, int attempt) =>
        e.StatusCode switch
        {
            StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => true,
            StatusCode.FailedPrecondition => e.Code == "member_unknown",
            // A service that has just started may not know the signing keys yet.
            StatusCode.Unauthenticated => token is not null,
            StatusCode.Aborted or StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown => attempt < Unexplained,
            _ => false,
        };
}

internal static class Refusals
{
    extension(RpcException e)
    {
        /// <summary>The machine's word for a refusal, e.g. <c>member_unknown</c>.</summary>
        public string Code => e.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? "";
    }
}
