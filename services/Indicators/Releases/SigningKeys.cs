using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Releases;

/// <summary>
/// The current collective's keys: ECDSA on P-256, made on first use, the private ones sealed with the tenant's key and opened
/// only to sign.
/// </summary>
public sealed class SigningKeys(IndicatorsDb db, Vault vault, TimeProvider clock)
{
    /// <summary>The key that signs now. A new one is saved with the next save.</summary>
    public async Task<(string KeyId, ECDsa Key)> CurrentAsync(string collective, CancellationToken cancellationToken)
    {
        if (await LatestAsync(cancellationToken) is not { } latest)
            return await MakeAsync(collective, null, cancellationToken);
        return (latest.KeyId, await OpenAsync(latest, cancellationToken));
    }

    /// <summary>Makes the next key, with the word of the one before it. It is saved with the next save.</summary>
    public async Task<SigningKey> RotateAsync(string collective, CancellationToken cancellationToken)
    {
        var (keyId, key) = await MakeAsync(collective, await LatestAsync(cancellationToken), cancellationToken);
        key.Dispose();
        return db.SigningKeys.Local.Single(k => k.KeyId == keyId);
    }

    private async Task<(string KeyId, ECDsa Key)> MakeAsync(string collective, SigningKey? before, CancellationToken cancellationToken)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var number = (before?.Number ?? 0) + 1;
        var endorsement = Array.Empty<byte>();
        if (before is not null)
        {
            using var old = await OpenAsync(before, cancellationToken);
            endorsement = Signatures.Sign(old, Signatures.Endorsement(collective, number, publicKey, before.KeyId));
        }
        var keyId = Signatures.KeyId(publicKey);
        db.SigningKeys.Add(
            new()
            {
                KeyId = keyId,
                Number = number,
                Collective = collective,
                PublicKey = publicKey,
                Endorsement = endorsement,
                MadeAt = clock.Now,
            }
        );
        var plain = key.ExportPkcs8PrivateKey();
        db.Add(new SealedSigningKey { KeyId = keyId, Sealed = await vault.SealForTenantAsync(plain, cancellationToken) });
        CryptographicOperations.ZeroMemory(plain);
        return (keyId, key);
    }

    private Task<SigningKey?> LatestAsync(CancellationToken cancellationToken) =>
        db.SigningKeys.AsNoTracking().OrderByDescending(k => k.Number).FirstOrDefaultAsync(cancellationToken);

    private async Task<ECDsa> OpenAsync(SigningKey key, CancellationToken cancellationToken)
    {
        var row = await db.Set<SealedSigningKey>().AsNoTracking().SingleAsync(k => k.KeyId == key.KeyId, cancellationToken);
        var plain = await vault.OpenForTenantAsync(row.Sealed, cancellationToken);
        var opened = ECDsa.Create();
        opened.ImportPkcs8PrivateKey(plain, out _);
        CryptographicOperations.ZeroMemory(plain);
        return opened;
    }
}
