using System.Security.Cryptography;
using System.Text;
using Sangam.Tenancy;

namespace Sangam.Security;

/// <summary>
/// Seals sensitive text for one person: AES-256-GCM under her key, which the tenant's key wraps, which the installation's key wraps. Her
/// key is the same in every service; destroying it ends all of that text at once, in backups too.
/// </summary>
public sealed class Vault(KeyStore keys, CurrentTenant tenant)
{
    private readonly Dictionary<Guid, byte[]?> people = []; // of this request: a person's key is asked for once

    /// <summary>Seals a text for a person; null for an empty one. Her key is made with the first.</summary>
    /// <exception cref="Refusal">Her key was destroyed: for the collective she is no longer there (<c>not_found</c>).</exception>
    public async Task<byte[]?> SealAsync(Guid person, string text, CancellationToken cancellationToken)
    {
        if (text.Length == 0)
            return null;
        if (!people.TryGetValue(person, out var key) || key is null)
            people[person] = key = await keys.OfPersonOrNewAsync(tenant.Id, person, cancellationToken);
        return Cipher.Seal(key ?? throw Refusal.Missing(), Encoding.UTF8.GetBytes(text), person.ToByteArray());
    }

    /// <summary>The text that was sealed for a person; empty for null, or when her key was destroyed.</summary>
    public async Task<string> OpenAsync(Guid person, byte[]? sealedText, CancellationToken cancellationToken)
    {
        if (sealedText is null)
            return "";
        if (!people.TryGetValue(person, out var key))
            people[person] = key = await keys.OfPersonAsync(tenant.Id, person, cancellationToken);
        return key is null ? "" : Encoding.UTF8.GetString(Cipher.Open(key, sealedText, person.ToByteArray()));
    }

    public async Task<byte[]> SealForTenantAsync(byte[] plain, CancellationToken cancellationToken) =>
        Cipher.Seal(await keys.OfTenantAsync(tenant.Id, cancellationToken), plain, tenant.Id.ToByteArray());

    public async Task<byte[]> OpenForTenantAsync(byte[] sealedBytes, CancellationToken cancellationToken) =>
        Cipher.Open(await keys.OfTenantAsync(tenant.Id, cancellationToken), sealedBytes, tenant.Id.ToByteArray());

    /// <summary>
    /// A digest that only this tenant can compute, in 32 hex digits: to find an equal value again without keeping the value.
    /// </summary>
    /// <param name="purpose">Digests of different purposes are unrelated, e.g. <c>phone</c>, <c>orientation-2025</c>.</param>
    public async Task<string> DigestAsync(string purpose, string text, CancellationToken cancellationToken)
    {
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            await keys.OfTenantAsync(tenant.Id, cancellationToken),
            32,
            info: Encoding.UTF8.GetBytes(purpose)
        );
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>
    /// Decides that a person is erased (with null: no longer), for every service and for good; see <see
    /// cref="KeyStore.DecideAsync"/>.
    /// </summary>
    public Task<int> DecideAsync(Guid person, DateOnly? erasedOn, CancellationToken cancellationToken) =>
        keys.DecideAsync(tenant.Id, person, erasedOn, cancellationToken);
}
