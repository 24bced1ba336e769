using System.Security.Cryptography;
using Google.Protobuf;
using Indicators.Releases;

namespace Indicators.Tests;

/// <summary>A source that says again what was said before, or something else in its place.</summary>
[Collection("network")]
public sealed class ReplayTests(IndicatorsFixture network) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        network.Source.Instead = r => r;
        network.Source.InsteadOfKey = k => k;
        key.Dispose();
    }

    [Fact]
    public async Task A_month_told_twice_is_refused_and_reported_however_well_signed()
    {
        await PullAsync();
        var collective = network.NewCollective();
        await collective.StoriesAsync(8, new(2024, 5, 5));
        await collective.ReleaseAsync(2024, 5);
        V1.Release? may = null;
        Signing(collective, release => may = release);
        Assert.Equal(1, (await PullAsync()).NewReleases);

        await collective.ReleaseAsync(2024, 7);
        Signing(
            collective,
            _ =>
            {
                var again = new V1.Release(may) { Id = $"{Guid.NewGuid()}", PreviousDigest = may!.Digest };
                again.Figures.Single(f => f.Name() == "P8").Value = 108;
                return again;
            }
        );

        Assert.Equal((0, "refused"), await PullAsync() is var pulled ? (pulled.NewReleases, pulled.Sources.Single().Error) : default);
        Assert.Equal(["replayed 2024-5 1"], await RefusalsAsync(collective));
        Assert.Equal(["8"], await ShownAsync(collective));
        Signing(collective, july => new(july) { PreviousDigest = may!.Digest });
        Assert.Equal((1, ""), await PullAsync() is var mended ? (mended.NewReleases, mended.Sources.Single().Error) : default);
    }

    [Fact]
    public async Task An_earlier_release_in_place_of_a_new_one_is_refused_and_the_new_one_asked_for()
    {
        var collective = network.NewCollective();
        await collective.StoriesAsync(8, new(2024, 5, 5));
        await collective.ReleaseAsync(2024, 5);
        await collective.StoriesAsync(10, new(2024, 5, 6));
        await collective.ReviseAsync(2024, 5, V1.RevisionReason.LateRecords);
        await PullAsync();
        var first = (await network.ReleasesOfAsync(collective))[0];
        await collective.ReleaseAsync(2024, 7);
        network.Source.Instead = release => release.Collective == collective.Code ? first : release; // word for word, and rightly signed

        foreach (var _ in new[] { 1, 2 })
            Assert.Equal((0, "refused"), await PullAsync() is var pulled ? (pulled.NewReleases, pulled.Sources.Single().Error) : default);
        Assert.Equal(["replayed 2024-5 1"], await RefusalsAsync(collective));
        Assert.Equal(["18"], await ShownAsync(collective));
        network.Source.Instead = release => release;
        Assert.Equal((1, ""), await PullAsync() is var mended ? (mended.NewReleases, mended.Sources.Single().Error) : default);
    }

    /// <summary>The network takes our key for the collective's, so that we can sign whatever we like in its name.</summary>
    private void Signing(TestCollective collective, Func<V1.Release, V1.Release> instead)
    {
        var publicKey = key.ExportSubjectPublicKeyInfo();
        network.Source.InsteadOfKey = k =>
            k.Collective != collective.Code
                ? k
                : new(k) { PublicKey = ByteString.CopyFrom(publicKey), KeyId = Signatures.KeyId(publicKey) };
        network.Source.Instead = release =>
        {
            if (release.Collective != collective.Code)
                return release;
            var signed = instead(release);
            signed.KeyId = Signatures.KeyId(publicKey);
            var json = CanonicalRelease.Json(signed);
            signed.Digest = CanonicalRelease.Digest(json);
            signed.Signature = ByteString.CopyFrom(Signatures.Sign(key, json));
            return signed;
        };
    }

    private async Task<NationalV1.PullReleasesResponse> PullAsync() => await network.Network().PullReleasesAsync(new());

    /// <summary>As the network sees them.</summary>
    private async Task<List<string>> RefusalsAsync(TestCollective collective) =>
        [
            .. (await network.Network("network_analyst").ListRefusalsAsync(new() { PageSize = 200 }))
                .Refusals.Where(r => r.Collective == collective.Code)
                .Select(r => $"{r.Flaw} {r.Year}-{r.Month} {r.Revision}"),
        ];

    /// <summary>May's stories.</summary>
    private async Task<List<string>> ShownAsync(TestCollective collective) => [.. (
                await network
                    .Network("network_analyst")
                    .GetTableAsync(
                        new()
                        {
                            Period = new()
                            {
                                Type = V1.PeriodType.Month,
                                Year = 2024,
                                Month = 5,
                            },
                            Collectives = { collective.Code },
                            Indicators = { "P8" },
                        }
                    )
            ).Collectives.Single().Figures.Where(f => f.Name() == "P8").Select(f => f.Text())];
}
