using System.Security.Cryptography;
using System.Text;
using Sangam.Security;

namespace Membership.Elections;

/// <summary>
/// The key of an election's digital ballots while voting goes on, wrapped by the collective's. When the ballots are opened, or
/// destroyed unopened, it goes, and with it whatever copies of the sealed ballots a log, a backup or a page of the disk still
/// holds.
/// </summary>
public sealed class BallotKey
{
    private const int KeySize = 32,
        NonceSize = 12,
        TagSize = 16;

    public Guid TenantId { get; private set; }
    public required Guid ElectionId { get; init; }
    public required byte[] Wrapped { get; init; }

    public static async Task<BallotKey> NewAsync(Guid election, Vault vault, CancellationToken cancellationToken) =>
        new()
        {
            ElectionId = election,
            Wrapped = await vault.SealForTenantAsync(RandomNumberGenerator.GetBytes(KeySize), cancellationToken),
        };

    internal async Task<byte[]> SealAsync(string paper, Vault vault, CancellationToken cancellationToken)
    {
        var plain = Encoding.ASCII.GetBytes(paper);
        var result = new byte[NonceSize + TagSize + paper.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var aes = new AesGcm(await vault.OpenForTenantAsync(Wrapped, cancellationToken), TagSize);
        aes.Encrypt(
            result.AsSpan(0, NonceSize),
            plain,
            result.AsSpan(NonceSize + TagSize),
            result.AsSpan(NonceSize, TagSize),
            ElectionId.ToByteArray()
        );
        return result;
    }

    internal async Task<IReadOnlyList<string>> OpenAsync(IEnumerable<byte[]> ballots, Vault vault, CancellationToken cancellationToken)
    {
        using var aes = new AesGcm(await vault.OpenForTenantAsync(Wrapped, cancellationToken), TagSize);
        return
        [
            .. ballots.Select(ballot =>
            {
                var plain = new byte[ballot.Length - NonceSize - TagSize];
                aes.Decrypt(
                    ballot.AsSpan(0, NonceSize),
                    ballot.AsSpan(NonceSize + TagSize),
                    ballot.AsSpan(NonceSize, TagSize),
                    plain,
                    ElectionId.ToByteArray()
                );
                return Encoding.ASCII.GetString(plain);
            }),
        ];
    }
}
