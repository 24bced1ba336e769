using Sangam.Security;

namespace Training.Orientations;

/// <summary>
/// An anonymous mark that a participant chose for herself, such as a word and a number, to tell repeat from new. It is kept only as a
/// digest under the collective's key and the financial year, so that the same mark is another one in April.
/// </summary>
internal static class Token
{
    public const int Longest = 40;

    /// <returns>The digests in their own order, which says nothing of the order in which people signed.</returns>
    /// <exception cref="Refusal">One is empty (<c>required</c>), too long, or there twice (<c>token_twice</c>).</exception>
    public static async Task<string[]> DigestsAsync(
        IEnumerable<string> tokens,
        DateOnly heldOn,
        Vault vault,
        CancellationToken cancellationToken
    )
    {
        var purpose = $"orientation-{India.FinancialYear(heldOn)}";
        var digests = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
            if (
                !digests.Add(
                    await vault.DigestAsync(purpose, Input.Required(token, "tokens", Longest).ToLowerInvariant(), cancellationToken)
                )
            )
                throw Refusal.Invalid("tokens", "token_twice", "A token is there twice.");
        return [.. digests];
    }
}
