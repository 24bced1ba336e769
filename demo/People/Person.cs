using Demo.Calling;
using Grpc.Core;
using Sangam.Identity.V1;

namespace Demo.People;

/// <summary>Somebody who has signed in and stays so.</summary>
internal sealed class Person
{
    private readonly SignInRequest credentials;
    private readonly Sessions.SessionsClient sessions;
    private readonly SemaphoreSlim one = new(1);
    private Session session;
    private string refreshToken;

    private Person(Door door, SignInRequest credentials, Session session)
    {
        this.credentials = credentials;
        this.session = session;
        refreshToken = session.RefreshToken;
        sessions = new(door.Calls());
        Calls = door.Calls(TokenAsync);
    }

    public CallInvoker Calls { get; }

    public string UserName => credentials.UserName;

    /// <returns>Null when there is no such account, or its password is another.</returns>
    public static async Task<Person?> FindAsync(Door door, string collective, string userName, string password)
    {
        var request = new SignInRequest
        {
            Collective = collective,
            UserName = userName,
            Password = password,
        };
        try
        {
            return new(door, request, await new Sessions.SessionsClient(door.Calls()).SignInAsync(request));
        }
        catch (RpcException e) when (e.Code == "sign_in_failed")
        {
            return null;
        }
    }

    public static async Task<Person> AcceptAsync(Door door, string collective, string code, string userName, string password)
    {
        var accept = new AcceptInvitationRequest
        {
            RequestId = RequestId.Of(collective, $"accept {userName}"),
            Collective = collective,
            Code = code,
            UserName = userName,
            Password = password,
        };
        try
        {
            await new Accounts.AccountsClient(door.Calls()).AcceptInvitationAsync(accept);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.FailedPrecondition or StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            // If it was accepted before, by a call whose answer was lost, signing in works now.
            return await FindAsync(door, collective, userName, password)
                ?? throw new DemoFailed(
                    $"The invitation of {userName} at {(collective == "" ? "the network" : collective)} was refused ({e.Code}): "
                        + $"{e.Status.Detail} To start afresh, reset the data: ./run.sh --reset"
                );
        }
        return await FindAsync(door, collective, userName, password)
            ?? throw new DemoFailed($"The account {userName} at {collective} was made but cannot sign in.");
    }

    private async Task<string> TokenAsync(bool refused)
    {
        await one.WaitAsync();
        try
        {
            if (!refused && session.AccessTokenExpiresAt.ToDateTime() > DateTime.UtcNow.AddSeconds(30))
                return session.AccessToken;
            try
            {
                session = await sessions.RefreshSessionAsync(new() { RefreshToken = refreshToken });
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated)
            {
                session = await sessions.SignInAsync(credentials);
                refreshToken = session.RefreshToken;
            }
            return session.AccessToken;
        }
        finally
        {
            one.Release();
        }
    }
}
