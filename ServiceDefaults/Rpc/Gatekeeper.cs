using Grpc.Core;
using Grpc.Core.Interceptors;
using Sangam.Security;
using Sangam.Tenancy;

namespace Sangam.Rpc;

/// <summary>Every call of every kind passes here first, see <see cref="Admission"/>.</summary>
internal sealed class Gatekeeper(Caller caller, CurrentTenant tenant) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        Admission.Admit(context.GetHttpContext(), caller, tenant);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        Admission.Admit(context.GetHttpContext(), caller, tenant);
        return continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        Admission.Admit(context.GetHttpContext(), caller, tenant);
        return continuation(requestStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        Admission.Admit(context.GetHttpContext(), caller, tenant);
        return continuation(requestStream, responseStream, context);
    }
}
