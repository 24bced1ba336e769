using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Indicators.Releases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using V1 = Sangam.Indicators.V1;

namespace Benchmarks;

/// <summary>
/// An installation whose collectives release more and more, each release signed: what is pulled must be checked as in earnest.
/// </summary>
internal sealed class ReleaseSource : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<V1.Release> shelf = [];
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int shown;

    private ReleaseSource(string address)
    {
        Address = address;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .UseUrls(address)
            .ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<Shelf>();
    }

    public string Address { get; }

    public static async Task<ReleaseSource> StartAsync()
    {
        var source = new ReleaseSource($"http://127.0.0.1:{TestPostgres.FreePort()}");
        await source.app.StartAsync();
        return source;
    }

    /// <summary>
    /// Makes that many releases of a month, each of a collective that has released nothing yet; they are shown bit by bit.
    /// </summary>
    public void Make(int count)
    {
        for (var n = shelf.Count; count > 0; n++, count--)
        {
            var release = new V1.Release
            {
                Id = $"{Guid.NewGuid()}",
                Collective = $"new{n}",
                Year = 2025,
                Month = 5,
                Revision = 1,
                DictionaryVersion = "2026-2",
                ReleasedAt = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000).ToTimestamp(),
                KeyId = Signatures.KeyId(key.ExportSubjectPublicKeyInfo()),
                Figures =
                {
                    Enumerable
                        .Range(1, NationalBench.Indicators)
                        .Select(i => new V1.Figure
                        {
                            Indicator = $"A{i}",
                            Type = V1.IndicatorType.Flow,
                            Value = 5 + i,
                            Period = new()
                            {
                                Type = V1.PeriodType.Month,
                                Year = 2025,
                                Month = 5,
                            },
                        }),
                },
            };
            var json = CanonicalRelease.Json(release);
            release.Digest = CanonicalRelease.Digest(json);
            release.Signature = ByteString.CopyFrom(Signatures.Sign(key, json));
            shelf.Add(release);
        }
    }

    /// <summary>Shows the next releases; the first ones again once there are no more.</summary>
    public void Show(int count) => shown = Math.Min(shown + count, shelf.Count);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private sealed class Shelf(ReleaseSource source) : V1.Releases.ReleasesBase
    {
        public override Task<V1.ListReleasesResponse> ListReleases(V1.ListReleasesRequest request, ServerCallContext context)
        {
            var from = request.Cursor.Length == 0 ? 0 : int.Parse(request.Cursor, null);
            var page = source.shelf.Take(source.shown).Skip(from).Take(request.PageSize).ToList();
            return Task.FromResult(
                new V1.ListReleasesResponse
                {
                    Releases = { page },
                    NextCursor = $"{from + page.Count}",
                    More = from + page.Count < source.shown,
                }
            );
        }

        public override Task<V1.ListSigningKeysResponse> ListSigningKeys(V1.ListSigningKeysRequest request, ServerCallContext context)
        {
            var publicKey = source.key.ExportSubjectPublicKeyInfo();
            return Task.FromResult(
                new V1.ListSigningKeysResponse
                {
                    Keys =
                    {
                        request.Collectives.Select(c => new V1.SigningKey
                        {
                            Collective = c,
                            Number = 1,
                            KeyId = Signatures.KeyId(publicKey),
                            PublicKey = ByteString.CopyFrom(publicKey),
                        }),
                    },
                }
            );
        }
    }
}
