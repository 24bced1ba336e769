using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Demo.Calling;

/// <summary>The gateway's gRPC address.</summary>
internal sealed class Door(Uri address) : IDisposable
{
    private readonly GrpcChannel channel = GrpcChannel.ForAddress(
        address,
        new()
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
        }
    );

    /// <summary>Calls that are repeated until they are answered; with a token for each, or without.</summary>
    /// <param name="token">Given whether the last one was refused.</param>
    public CallInvoker Calls(Func<bool, Task<string>>? token = null) => channel.Intercept(new Persistence(token));

    public void Dispose() => channel.Dispose();
}
