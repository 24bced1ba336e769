using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;

namespace Portal.Access;

/// <summary>
/// Keeps sessions on the server, encrypted, under a random key; the browser's cookie holds that key and nothing else. The store is whatever
/// <see cref="IDistributedCache"/> the installation has: the process's own memory unless another is registered. With memory,
/// several replicas need a gateway that keeps a browser on its replica, and a restart asks everyone to sign in again; no token
/// ever leaves the server for it.
/// </summary>
internal sealed class ServerSideTickets(IDistributedCache cache, IDataProtectionProvider protection) : ITicketStore
{
    private readonly IDataProtector protector = protection.CreateProtector("Portal.Session");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await RenewAsync(key, ticket);
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        cache.SetAsync(
            Place(key),
            protector.Protect(TicketSerializer.Default.Serialize(ticket)),
            new() { AbsoluteExpiration = ticket.Properties.ExpiresUtc }
        );

    public async Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        await cache.GetAsync(Place(key)) is { } kept ? TicketSerializer.Default.Deserialize(protector.Unprotect(kept)) : null;

    public Task RemoveAsync(string key) => cache.RemoveAsync(Place(key));

    private static string Place(string key) => "session:" + key;
}
