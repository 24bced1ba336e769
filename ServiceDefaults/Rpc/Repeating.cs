using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client.Configuration;

namespace Sangam.Rpc;

/// <summary>
/// Repeats a call whose service was away, by gRPC's own retry policy and only where that does nothing twice: what carries a
/// <c>request_id</c> (AIP-155), and what only reads (Get, List and BatchGet: AIP-131, 132, 231). An id that was left out is filled in
/// (AIP-4235), in a copy: the same message sent by its caller once more is another request.
/// </summary>
internal sealed class Repeating : Interceptor
{
    private static readonly string[] Reads = ["Get", "List", "BatchGet"];

    public static ServiceConfig Of<TClient>()
        where TClient : ClientBase
    {
        var service = (ServiceDescriptor)typeof(TClient).DeclaringType!.GetProperty("Descriptor")!.GetValue(null)!;
        var repeated = new MethodConfig
        {
            RetryPolicy = new()
            {
                MaxAttempts = 4,
                InitialBackoff = TimeSpan.FromSeconds(0.1),
                MaxBackoff = TimeSpan.FromSeconds(1),
                BackoffMultiplier = 3,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var method in service.Methods.Where(IsSafe))
            repeated.Names.Add(new() { Service = service.FullName, Method = method.Name });
        return new() { MethodConfigs = { repeated } };
    }

    /// <summary>The field that makes a request safe to repeat, if it has one.</summary>
    public static FieldDescriptor? RequestId(MessageDescriptor request) =>
        request.FindFieldByName("request_id") is { FieldType: FieldType.String } field ? field : null;

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation
    ) => continuation(WithId(request), context);

    private static bool IsSafe(MethodDescriptor method) =>
        RequestId(method.InputType) is not null || Reads.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal));

    private static TRequest WithId<TRequest>(TRequest request)
        where TRequest : class
    {
        if (request is not IMessage message || RequestId(message.Descriptor) is not { } id)
            return request;
        if (id.Accessor.GetValue(message) is not "")
            return request;
        var copy = message.Descriptor.Parser.ParseFrom(message.ToByteString());
        id.Accessor.SetValue(copy, $"{Guid.CreateVersion7()}");
        return (TRequest)copy;
    }
}
