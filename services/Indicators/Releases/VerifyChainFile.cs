#pragma warning disable RS0030 // Console: this is a command, and what it prints is its answer.
using System.Security.Cryptography;
using System.Text.Json;

namespace Indicators.Releases;

/// <summary>
/// <c>verify chain.json keys.pem</c>: checks a collective's chain as its portal hands it out, against the public keys that somebody was
/// given by the collective itself. It needs no database and no network.
/// </summary>
public static class VerifyChainFile
{
    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <returns>False when something else was asked for. Ends with 0 when the chain is whole, with 1 when it is not, with 2
    /// when the files cannot be read.</returns>
    public static bool Run(string[] args)
    {
        if (args is not ["verify", ..])
            return false;
        try
        {
            if (args is not [_, var chain, var keys])
                throw new FormatException("Give two files: verify chain.json keys.pem");
            Environment.ExitCode = Verify(Read(File.ReadAllText(chain)), KeyIds(File.ReadAllText(keys))) ? 0 : 1;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException or CryptographicException)
        {
            Console.Error.WriteLine(e.Message);
            Environment.ExitCode = 2;
        }
        return true;
    }

    /// <exception cref="FormatException">The text is not JSON, which the inner exception explains, or no chain of releases.</exception>
    private static ChainFile Read(string text)
    {
        const string NoChain = "The first file is not a chain of releases.";
        try
        {
            var chain = JsonSerializer.Deserialize<ChainFile>(text, Spelling);
            return chain is not null && chain.Keys.All(k => k is not null) && chain.Releases.All(r => r is not null)
                ? chain
                : throw new FormatException(NoChain);
        }
        catch (JsonException e)
        {
            throw new FormatException(NoChain, e);
        }
    }

    private static bool Verify(ChainFile chain, IReadOnlyCollection<string> known)
    {
        var believed = Chain.Believed(
            chain.Collective,
            [.. chain.Keys.Select(k => new ListedKey(k.KeyId, k.Number, k.PublicKey, k.Endorsement))],
            known
        );
        var flaws = Chain.Check([.. chain.Releases.Select(r => new Link(r.Canonical, r.Digest, r.KeyId, r.Signature))], believed);
        foreach (var (release, flaw) in chain.Releases.Zip(flaws))
        {
            var read = CanonicalRelease.TryRead(release.Canonical);
            var which = read is null ? "not a release" : $"{read.Year:0000}-{read.Month:00} revision {read.Revision}";
            Console.WriteLine($"{which}  {release.Digest}  {Words(flaw)}");
        }
        var others = chain.Releases.Select(r => CanonicalRelease.TryRead(r.Canonical)?.Collective).Any(c => c != chain.Collective);
        var whole = Chain.IsWhole(flaws) && !others;
        Console.WriteLine(
            whole ? $"The chain of {chain.Collective} is whole: {flaws.Count} releases."
            : others ? "The chain holds releases of another collective."
            : $"The chain of {chain.Collective} is broken."
        );
        return whole;
    }

    private static string[] KeyIds(string pem)
    {
        var ids = new List<string>();
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
            ids.Add(Signatures.KeyId(Convert.FromBase64String(rest[fields.Base64Data].ToString())));
        return ids.Count > 0 ? [.. ids] : throw new FormatException("The second file holds no public key in PEM.");
    }

    private static string Words(V1.ChainFlaw flaw) =>
        flaw switch
        {
            V1.ChainFlaw.Unspecified => "signed",
            V1.ChainFlaw.Unsigned => "from before releases were signed",
            V1.ChainFlaw.Digest => "BROKEN: its text is not what it was",
            V1.ChainFlaw.Signature => "BROKEN: not signed by the key it names",
            V1.ChainFlaw.Key => "BROKEN: signed with a key that cannot be believed",
            _ => "BROKEN: it does not follow the one before it",
        };

    private sealed record ChainFile(string Collective, KeyLine[] Keys, ReleaseLine[] Releases);

    private sealed record KeyLine(string KeyId, int Number, byte[] PublicKey, byte[] Endorsement);

    private sealed record ReleaseLine(string Canonical, string Digest, string KeyId, byte[] Signature);
}
