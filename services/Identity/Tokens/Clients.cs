using System.Security.Cryptography;
using System.Text;
using Sangam.Security;

namespace Identity.Tokens;

/// <summary>
/// Programs that sign in with a secret of the configuration (<c>Clients__operator__Secret</c>). Without a secret a program
/// cannot.
/// </summary>
public sealed class Clients
{
    private const int ShortestSecret = 16;
    private readonly Dictionary<string, byte[]> secrets = [];

    /// <exception cref="InvalidOperationException">A client that is not known, or a secret too short to be one.</exception>
    public Clients(IConfiguration configuration)
    {
        foreach (var client in configuration.GetSection("Clients").GetChildren())
        {
            if (Role.OfServices.All(r => r.Code != client.Key))
                throw new InvalidOperationException(
                    $"Clients__{client.Key} is not known. Known are: {string.Join(", ", Role.OfServices.Select(r => r.Code))}."
                );
            if (client["Secret"] is not { Length: >= ShortestSecret } secret)
                throw new InvalidOperationException(
                    $"Set Clients__{client.Key}__Secret to a random text of at least {ShortestSecret} characters, or leave it out."
                );
            secrets[client.Key] = Digest(secret);
        }
    }

    /// <summary>
    /// The program that this is the secret of; null if it is none's. Comparing takes the same time however much of it is right.
    /// </summary>
    public Role? Find(string id, string secret) =>
        CryptographicOperations.FixedTimeEquals(secrets.GetValueOrDefault(id, new byte[SHA256.HashSizeInBytes]), Digest(secret))
            ? Role.OfServices.Single(r => r.Code == id)
            : null;

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
