using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;
using Sangam.Tenancy;

namespace Sangam.Security;

/// <summary>
/// Seals sensitive text for one person: AES-256-GCM under her key, which the tenant's key wraps, which the installation's key wraps.
/// </summary>
public sealed class Vault(ServiceDb db, CurrentTenant tenant, InstallationKey installation, TenantKeyCache cache)
{
    private readonly Dictionary<Guid, byte[]?> people = [];
    private byte[]? justMade;   // the tenant's key, made in this request, which may yet be undone

    /// <summary>Seals a text for a person; null for an empty one. Her key is made with the first.</summary>
    public async Task<byte[]?> SealAsync(Guid person, string text, CancellationToken cancellationToken)
    {
        if (text.Length == 0) return null;
        if (await PersonKeyAsync(person, cancellationToken) is not { } key)
        {
            // Two first texts for her may meet here; the first key wins and both use it.
            var fresh = Cipher.Seal(await TenantKeyAsync(cancellationToken), Cipher.NewKey(), person.ToByteArray());
            await db.Database.ExecuteSqlAsync($"insert into person_key values ({tenant.Id}, {person}, {fresh}) on conflict do nothing", cancellationToken);
            people.Remove(person);
            key = (await PersonKeyAsync(person, cancellationToken))!;
        }
        return Cipher.Seal(key, Encoding.UTF8.GetBytes(text), person.ToByteArray());
    }

    /// <summary>The text that was sealed for a person; empty for null, or when her key was destroyed.</summary>
    public async Task<string> OpenAsync(Guid person, byte[]? sealedText, CancellationToken cancellationToken) =>
        sealedText is null || await PersonKeyAsync(person, cancellationToken) is not { } key ? ""
            : Encoding.UTF8.GetString(Cipher.Open(key, sealedText, person.ToByteArray()));

    public async Task<byte[]> SealForTenantAsync(byte[] plain, CancellationToken cancellationToken) =>
        Cipher.Seal(await TenantKeyAsync(cancellationToken), plain, tenant.Id.ToByteArray());

    public async Task<byte[]> OpenForTenantAsync(byte[] sealedBytes, CancellationToken cancellationToken) =>
        Cipher.Open(await TenantKeyAsync(cancellationToken), sealedBytes, tenant.Id.ToByteArray());

    /// <summary>
    /// A digest that only this tenant can compute, in 32 hex digits: to find an equal value again without keeping the value.
    /// </summary>
    /// <param name="purpose">Digests of different purposes are unrelated, e.g. <c>phone</c>, <c>orientation-2025</c>.</param>
    public async Task<string> DigestAsync(string purpose, string text, CancellationToken cancellationToken)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, await TenantKeyAsync(cancellationToken), 32, info: Encoding.UTF8.GetBytes(purpose));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private async Task<byte[]?> PersonKeyAsync(Guid person, CancellationToken cancellationToken)
    {
        if (people.TryGetValue(person, out var known)) return known;
        var wrapped = await db.Set<PersonKey>().Where(k => k.PersonId == person).Select(k => k.Wrapped).FirstOrDefaultAsync(cancellationToken);
        return people[person] = wrapped is null ? null : Cipher.Open(await TenantKeyAsync(cancellationToken), wrapped, person.ToByteArray());
    }

    private async Task<byte[]> TenantKeyAsync(CancellationToken cancellationToken)
    {
        if (justMade is not null) return justMade;
        if (cache.Keys.TryGetValue(tenant.Id, out var key)) return key;
        var wrapped = await WrappedAsync();
        if (wrapped is null)
        {
            // Two first requests may meet here; the first insert wins and both read it. It is cached only once it is sure to stay.
            var fresh = installation.Wrap(Cipher.NewKey(), tenant.Id.ToByteArray());
            await db.Database.ExecuteSqlAsync($"insert into tenant_key values ({tenant.Id}, {fresh}) on conflict do nothing", cancellationToken);
            return justMade = installation.Unwrap((await WrappedAsync())!, tenant.Id.ToByteArray());
        }
        return cache.Keys[tenant.Id] = installation.Unwrap(wrapped, tenant.Id.ToByteArray());

        Task<byte[]?> WrappedAsync() => db.Set<TenantKey>().AsNoTracking().Select(k => k.Wrapped).SingleOrDefaultAsync(cancellationToken)!;
    }
}

/// <summary>Tenants' keys that were unwrapped in this process.</summary>
public sealed class TenantKeyCache
{
    internal ConcurrentDictionary<Guid, byte[]> Keys { get; } = [];
}
