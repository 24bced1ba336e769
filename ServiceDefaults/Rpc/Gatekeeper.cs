using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Sangam.Security;
using Sangam.Tenancy;

namespace Sangam.Rpc;

/// <summary>Every call passes here first: who is it, for which tenant, and may they? What names no permission is shut.</summary>
internal sealed class Gatekeeper(Caller caller, CurrentTenant tenant) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context.GetHttpContext());
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context.GetHttpContext());
        return continuation(request, responseStream, context);
    }

    private void Admit(HttpContext http)
    {
        if (http.User.Identity is { IsAuthenticated: true })
        {
            caller.Enter(http.User);
            if (Guid.TryParse(http.User.FindFirst("tenant")?.Value, out var id)) tenant.Enter(id);
        }

        var metadata = http.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<NeedsAttribute>() is { } needs)
        {
            if (!caller.IsKnown) throw NotSignedIn(http);
            if (!caller.May(needs.Permission)) throw Refusal.NotAllowed("not_allowed", "This is not part of your role. Ask your collective's admin.");
        }
        else if (metadata.GetMetadata<OpenToAllAttribute>() is { } open)
        {
            if (open.SignedIn && !caller.IsKnown) throw NotSignedIn(http);
        }
        else throw Refusal.NotAllowed("no_permission_named", "This is closed.");
    }

    /// <summary>Nobody is known: no token came, or one that is forged or has run out. What is open to all is open with such a token too.</summary>
    private static Refusal NotSignedIn(HttpContext http) => http.Request.Headers.Authorization.Count == 0
        ? Refusal.NotSignedIn("sign_in_first", "Sign in first.")
        : Refusal.NotSignedIn("token_refused", "Your sign-in is no longer valid. Sign in again.");
}
