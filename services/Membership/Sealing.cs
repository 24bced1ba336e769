using System.Text;
using Sangam.Security;

namespace Membership;

/// <summary>Text that may tell of anyone (minutes, proposals, resolutions) is sealed with the collective's key, not a person's.</summary>
public static class Sealing
{
    extension(Vault vault)
    {
        public Task<byte[]> SealTextAsync(string text, CancellationToken cancellationToken) =>
            vault.SealForTenantAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

        /// <summary>Null for an empty text.</summary>
        public async Task<byte[]?> SealAnyTextAsync(string text, CancellationToken cancellationToken) =>
            text.Length == 0 ? null : await vault.SealTextAsync(text, cancellationToken);

        /// <summary>Empty for null.</summary>
        public async Task<string> OpenTextAsync(byte[]? sealedText, CancellationToken cancellationToken) =>
            sealedText is null ? "" : Encoding.UTF8.GetString(await vault.OpenForTenantAsync(sealedText, cancellationToken));
    }
}
