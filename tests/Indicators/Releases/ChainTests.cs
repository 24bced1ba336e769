using System.Security.Cryptography;
using System.Text.Json;
using Indicators.Releases;
using Npgsql;

namespace Indicators.Tests;

/// <summary>A collective's releases as a chain that its own people, the network and anybody with its public key can check.</summary>
[Collection("network")]
public sealed class ChainTests(IndicatorsFixture network)
{
    [Fact]
    public async Task A_collective_sees_every_release_signed_and_its_chain_whole()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ReleaseAsync(2024, 5, 4);
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ReviseAsync(2024, 5, V1.RevisionReason.LateRecords);

        var chain = await Releases(collective).VerifyChainAsync(new());

        Assert.True(chain.Whole);
        Assert.Equal(
            ["5/1 Unspecified", "4/1 Unspecified", "5/2 LateRecords"],
            chain.Links.Select(l => $"{l.Month}/{l.Revision} {l.Reason}")
        );
        Assert.All(chain.Links, l => Assert.Equal((V1.ChainFlaw.Unspecified, chain.Keys[0].KeyId, ""), (l.Flaw, l.KeyId, l.Canonical)));
        var key = Assert.Single(chain.Keys);
        Assert.Equal(
            (collective.Code, 1, Signatures.KeyId(key.PublicKey.Span), 0),
            (key.Collective, key.Number, key.KeyId, key.Endorsement.Length)
        );
        Assert.Equal((await network.ReleasesOfAsync(collective)).Select(r => r.Digest), chain.Links.Select(l => l.Digest));
        Assert.Equal([key], (await network.Shelf.ListSigningKeysAsync(new() { Collectives = { collective.Code, "nobody" } })).Keys);
        Assert.Empty((await Releases(network.NewCollective()).VerifyChainAsync(new())).Links);
    }

    [Fact]
    public async Task A_new_key_signs_on_the_word_of_the_old_one_and_the_network_follows()
    {
        var collective = network.NewCollective();
        await collective.ReleaseAsync(2024, 5);
        await network.Network().PullReleasesAsync(new());
        var request = new V1.RotateSigningKeyRequest { RequestId = $"{Guid.NewGuid()}" };
        var key = await Releases(collective, "executive").RotateSigningKeyAsync(request);
        Assert.Equal(key, await Releases(collective, "executive").RotateSigningKeyAsync(request));
        await collective.ReleaseAsync(2024, 7);

        var chain = await Releases(collective).VerifyChainAsync(new());

        Assert.True(chain.Whole);
        Assert.Equal([chain.Keys[0].KeyId, key.KeyId], chain.Links.Select(l => l.KeyId));
        Assert.Equal(key, chain.Keys[1]);
        Assert.True(
            Signatures.Holds(
                chain.Keys[0].PublicKey.Span,
                Signatures.Endorsement(collective.Code, 2, key.PublicKey.Span, chain.Keys[0].KeyId),
                key.Endorsement.Span
            )
        );
        Assert.Equal(1, (await network.Network().PullReleasesAsync(new())).NewReleases);
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Releases(collective).RotateSigningKeyAsync(new())));
    }

    [Fact]
    public async Task A_changed_key_and_what_it_signed_are_refused_and_reported()
    {
        var collective = network.NewCollective();
        await collective.ReleaseAsync(2024, 5);
        await network.Network().PullReleasesAsync(new());
        await collective.ReleaseAsync(2024, 7);
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = thief.ExportSubjectPublicKeyInfo();
        network.Source.InsteadOfKey = key =>
            key.Collective != collective.Code
                ? key
                : new(key) { PublicKey = Google.Protobuf.ByteString.CopyFrom(publicKey), KeyId = Signatures.KeyId(publicKey) };
        network.Source.Instead = release =>
        {
            if (release.Collective != collective.Code || release.Month != 7)
                return release;
            var forged = new V1.Release(release) { KeyId = Signatures.KeyId(publicKey) };
            var json = CanonicalRelease.Json(forged);
            forged.Digest = CanonicalRelease.Digest(json);
            forged.Signature = Google.Protobuf.ByteString.CopyFrom(Signatures.Sign(thief, json));
            return forged;
        };

        try
        {
            Assert.Equal(0, (await network.Network().PullReleasesAsync(new())).NewReleases);
        }
        finally
        {
            network.Source.InsteadOfKey = k => k;
            network.Source.Instead = r => r;
        }
        Assert.Equal(["changed-key  0", "unknown-key 2024-07-01 1"], await RefusedAsync(collective));
        Assert.Equal(1, (await network.Network().PullReleasesAsync(new())).NewReleases);
    }

    [Fact]
    public async Task A_tampered_and_a_replayed_release_are_reported_to_the_network()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ReleaseAsync(2024, 5);
        await network.Network().PullReleasesAsync(new());
        var first = (await network.ReleasesOfAsync(collective))[0];
        await collective.ReleaseAsync(2024, 7, 8);
        network.Source.Instead = release =>
            release.Collective != collective.Code
                ? release
                : release.Month switch
                {
                    7 => new(release) { PreviousDigest = new('a', 64) },
                    8 => new(first) { Digest = release.Digest },
                    _ => release,
                };

        try
        {
            await network.Network().PullReleasesAsync(new());
            await network.Network().PullReleasesAsync(new()); // once more: still one line each
        }
        finally
        {
            network.Source.Instead = r => r;
        }
        Assert.Equal(["wrong-digest 2024-05-01 1", "wrong-digest 2024-07-01 1"], await RefusedAsync(collective));
        Assert.Equal(2, (await network.Network().PullReleasesAsync(new())).NewReleases);
    }

    [Fact]
    public async Task Anybody_with_the_public_key_can_check_the_file_of_the_chain()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(9, new(2024, 5, 10));
        await collective.ReleaseAsync(2024, 5, 7);
        await Releases(collective, "executive").RotateSigningKeyAsync(new());
        await collective.ReleaseAsync(2024, 8);
        var keys = (await Releases(collective).VerifyChainAsync(new())).Keys;
        var links = new List<V1.ChainLink>();
        for (var token = ""; ; )
        {
            var page = await Releases(collective).ListChainAsync(new() { PageSize = 2, PageToken = token });
            links.AddRange(page.Links);
            if ((token = page.NextPageToken) == "")
                break;
        }
        using var folder = new Folder();
        var pem = folder.Write("key.pem", Pem(keys[0]));
        var chain = File(collective, keys, links);

        var said = await VerifyAsync(folder.Write("chain.json", chain), pem);
        Assert.EndsWith($"The chain of {collective.Code} is whole: 3 releases.", said.TrimEnd(), StringComparison.Ordinal);
        foreach (
            var (broken, why) in new[]
            {
                (
                    chain.Replace("""\u0022value\u0022:9""", """\u0022value\u0022:90""", StringComparison.Ordinal),
                    "its text is not what it was"
                ),
                (File(collective, keys, [links[0], links[2]]), "it does not follow"),
                (File(collective, [keys[0]], links), "cannot be believed"),
            }
        )
        {
            Assert.NotEqual(chain, broken);
            Assert.Contains(
                why,
                (await Assert.ThrowsAsync<InvalidOperationException>(() => VerifyAsync(folder.Write("broken.json", broken), pem))).Message,
                StringComparison.Ordinal
            );
        }
        Assert.Contains(
            "cannot be believed",
            (
                await Assert.ThrowsAsync<InvalidOperationException>(async () =>
                    await VerifyAsync(
                        folder.Write("chain.json", chain),
                        folder.Write("other.pem", ECDsa.Create().ExportSubjectPublicKeyInfoPem())
                    )
                )
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("""{"collective":"x","keys":null,"releases":[]}""")]
    [InlineData("""{"collective":"x","keys":[null],"releases":[]}""")]
    [InlineData("""{"collective":"x","keys":[],"releases":[{}]}""")]
    [InlineData("""{"collective":"x","keys":[],"releases":[{"canonical":"","digest":"","keyId":"","signature":"?"}]}""")]
    public async Task A_file_that_is_no_chain_is_called_that(string file)
    {
        using var folder = new Folder();

        var said = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            VerifyAsync(folder.Write("chain.json", file), folder.Write("key.pem", ECDsa.Create().ExportSubjectPublicKeyInfoPem()))
        );

        Assert.Contains("The first file is not a chain of releases.", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_pages_and_too_many_collectives_are_refused()
    {
        var releases = Releases(network.NewCollective());

        Assert.Equal(Refused.Invalid("page_size", "out_of_range"), await Refused.ByAsync(releases.ListChainAsync(new() { PageSize = 21 })));
        Assert.Equal(Refused.Invalid("cursor", "bad_cursor"), await Refused.ByAsync(releases.ListChainAsync(new() { PageToken = "x" })));
        Assert.Equal(Refused.Invalid("collectives", "out_of_range"), await Refused.ByAsync(network.Shelf.ListSigningKeysAsync(new())));
    }

    private static V1.Releases.ReleasesClient Releases(TestCollective collective, string role = "member") => new(collective.As(role));

    private Task<string> VerifyAsync(string chain, string keys) =>
        ServiceProcess.RunAsync(network.Program, new Dictionary<string, string>(), "verify", chain, keys);

    private static string Pem(V1.SigningKey key) => PemEncoding.WriteString("PUBLIC KEY", key.PublicKey.Span);

    private static string File(TestCollective collective, IEnumerable<V1.SigningKey> keys, IEnumerable<V1.ChainLink> links) =>
        JsonSerializer.Serialize(
            new
            {
                collective = collective.Code,
                keys = keys.Select(k => new
                {
                    keyId = k.KeyId,
                    number = k.Number,
                    publicKey = k.PublicKey.ToBase64(),
                    endorsement = k.Endorsement.ToBase64(),
                }),
                releases = links.Select(l => new
                {
                    canonical = l.Canonical,
                    digest = l.Digest,
                    keyId = l.KeyId,
                    signature = l.Signature.ToBase64(),
                }),
            }
        );

    private async Task<List<string>> RefusedAsync(TestCollective collective)
    {
        await using var connection = await network.ConnectAsync("service", "national");
        await using var command = new NpgsqlCommand(
            $"""
            select flaw || ' ' || coalesce(month::text, '') || ' ' || revision from refused_release
                where collective = '{collective.Code}' order by 1
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("sangam-chain-");

        public string Write(string name, string text)
        {
            var path = Path.Combine(place.FullName, name);
            System.IO.File.WriteAllText(path, text);
            return path;
        }

        public void Dispose() => place.Delete(recursive: true);
    }
}
