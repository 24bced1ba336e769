using Demo;
using Demo.Calling;
using Grpc.Core;

// Enters the four demo collectives through the gateway's public gRPC API, as their own people, and nothing behind its back.
// Demo__Gateway, Demo__Web: the gateway's two addresses. Demo__OperatorSecret: of the client that may create tenants.
// Demo__Password: the password every demo account gets. Demo__Again=true: send everything again even where it has all been entered.
try
{
    await new Story(Settings.Read()).TellAsync();
    return 0;
}
catch (DemoFailed failed)
{
    Console.Error.WriteLine(failed.Message);
    return 1;
}
catch (RpcException refused)
{
    Console.Error.WriteLine($"The demo was refused: {refused.Status.Detail} ({refused.StatusCode} {refused.Code})");
    return 1;
}
