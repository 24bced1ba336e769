using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Indicators.Releases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sangam.Indicators.V1;
using Tenants = Sangam.Identity.V1;

namespace Benchmarks.National;

/// <summary>
/// A gateway from which releases are pulled: a directory and signed chains of many collectives, to which <see cref="AddMonth"/> adds a month of
/// each. All sign with one key, since making a thousand is not what is measured.
/// </summary>
internal sealed class Shelf : IAsyncDisposable
{
    private static readonly DateOnly Start = new(2024, 1, 1);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<Release> releases = [];
    private readonly string[] heads;
    private readonly int figures;
    private readonly WebApplication app;
    private int months;

    private Shelf(string address, int collectives, int figures)
    {
        (Address, heads, this.figures) = (address, [.. Enumerable.Repeat("", collectives)], figures);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(address).ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<Releases>();
        app.MapGrpcService<Directory>();
    }

    public string Address { get; }

    public static async Task<Shelf> StartAsync(int collectives, int figures)
    {
        var shelf = new Shelf($"http://127.0.0.1:{TestPostgres.FreePort()}", collectives, figures);
        await shelf.app.StartAsync();
        return shelf;
    }

    public ValueTask DisposeAsync()
    {
        key.Dispose();
        return app.DisposeAsync();
    }

    /// <summary>The next month of every collective.</summary>
    public void AddMonth()
    {
        var month = Start.AddMonths(months++);
        var keyId = Signatures.KeyId(key.ExportSubjectPublicKeyInfo());
        for (var c = 0; c < heads.Length; c++)
        {
            var release = new Release
            {
                Id = $"{Guid.CreateVersion7()}", Collective = $"c{c}", Year = month.Year, Month = month.Month, Revision = 1, DictionaryVersion = "2026-1", ReleasedAt = DateTimeOffset.UnixEpoch.AddDays(20_000).ToTimestamp(),
                PreviousDigest = heads[c], KeyId = keyId,
                Figures = { Enumerable.Range(0, figures).Select(f => new Figure { Indicator = $"{"GTLPK"[f / 12]}{f % 12 + 1}", Type = IndicatorType.Flow, Value = 5 + (c * 31 + f * 7 + months) % 100, Period = new() { Type = PeriodType.Month, Year = month.Year, Month = month.Month } }) },
            };
            var json = CanonicalRelease.Json(release);
            release.Signature = ByteString.CopyFrom(Signatures.Sign(key, json));
            heads[c] = release.Digest = CanonicalRelease.Digest(json);
            releases.Add(release);
        }
    }

    private sealed class Releases(Shelf shelf) : Sangam.Indicators.V1.Releases.ReleasesBase
    {
        public override Task<ListReleasesResponse> ListReleases(ListReleasesRequest request, ServerCallContext context)
        {
            var after = request.Cursor.Length == 0 ? 0 : int.Parse(request.Cursor, System.Globalization.CultureInfo.InvariantCulture);
            var page = shelf.releases.Skip(after).Take(request.PageSize).ToList();
            return Task.FromResult(new ListReleasesResponse { Releases = { page }, NextCursor = $"{after + page.Count}", More = after + page.Count < shelf.releases.Count });
        }

        public override Task<ListSigningKeysResponse> ListSigningKeys(ListSigningKeysRequest request, ServerCallContext context)
        {
            var publicKey = shelf.key.ExportSubjectPublicKeyInfo();
            return Task.FromResult(new ListSigningKeysResponse
            {
                Keys = { request.Collectives.Select(c => new SigningKey { Collective = c, Number = 1, KeyId = Signatures.KeyId(publicKey), PublicKey = ByteString.CopyFrom(publicKey), MadeAt = DateTimeOffset.UnixEpoch.ToTimestamp() }) },
            });
        }
    }

    private sealed class Directory(Shelf shelf) : Tenants.Tenants.TenantsBase
    {
        private static readonly string[] States = ["IN-AP", "IN-GJ", "IN-TG", "IN-WB", "IN-MH", "IN-KA", "IN-TN", "IN-BR", "IN-UP"];

        public override Task<Tenants.ListTenantsResponse> ListTenants(Tenants.ListTenantsRequest request, ServerCallContext context) => Task.FromResult(new Tenants.ListTenantsResponse
        {
            Tenants = { Enumerable.Range(0, shelf.heads.Length).Select(c => new Tenants.Tenant { Code = $"c{c}", Name = $"c{c}", StateCode = States[c % States.Length], Type = Tenants.CollectiveType.SexWorkerLed }) },
        });
    }
}
