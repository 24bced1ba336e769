using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Figures;
using Sangam.Indicators.V1;
using Sangam.Security;
using static Sangam.Indicators.V1.Months;
using static Sangam.Indicators.V1.Releases;

namespace Portal.Components.Pages.Months;

/// <summary>
/// What leaves the house, as files: a month's content word for word; the chain of releases and the public keys, as
/// docs/releases.md describes them.
/// </summary>
internal static class MonthFiles
{
    private const int PageSize = 20;

    public static void MapMonthFiles(this WebApplication app)
    {
        Map("/months/{name}/content.json", ContentAsync);
        Map("/months/chain.json", ChainAsync);
        Map("/months/keys.pem", KeysAsync);

        void Map(string address, Delegate answer) => app.MapGet(address, answer).RequireAuthorization(Permission.FiguresRead);
    }

    private static async Task<IResult> ContentAsync(string name, MonthsClient months, CancellationToken cancellationToken)
    {
        if (!PeriodName.TryMonth(name, out var first))
            return Results.NotFound();
        var month = await months.GetMonthAsync(new() { Year = first.Year, Month = first.Month }, cancellationToken: cancellationToken);
        return Results.File(Encoding.UTF8.GetBytes(month.Content), MediaTypeNames.Application.Json, $"content-{name}.json");
    }

    private static async Task<IResult> ChainAsync(ReleasesClient releases, CancellationToken cancellationToken)
    {
        var keys = (await releases.VerifyChainAsync(new(), cancellationToken: cancellationToken)).Keys;
        var links = new List<ChainLink>();
        for (var token = ""; ; )
        {
            var page = await releases.ListChainAsync(
                new() { PageSize = PageSize, PageToken = token },
                cancellationToken: cancellationToken
            );
            links.AddRange(page.Links);
            if ((token = page.NextPageToken) == "")
                break;
        }
        return Results.File(Chain(keys, links), MediaTypeNames.Application.Json, "chain.json");
    }

    private static async Task<IResult> KeysAsync(ReleasesClient releases, CancellationToken cancellationToken)
    {
        var keys = (await releases.VerifyChainAsync(new(), cancellationToken: cancellationToken)).Keys;
        var pem = string.Concat(keys.Select(key => PemEncoding.WriteString("PUBLIC KEY", key.PublicKey.Span) + "\n"));
        return Results.File(Encoding.ASCII.GetBytes(pem), "application/x-pem-file", "keys.pem");
    }

    private static byte[] Chain(IReadOnlyList<SigningKey> keys, IReadOnlyList<ChainLink> links) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                collective = keys.Count == 0 ? "" : keys[0].Collective,
                keys = keys.Select(key => new
                {
                    keyId = key.KeyId,
                    number = key.Number,
                    publicKey = key.PublicKey.ToBase64(),
                    endorsement = key.Endorsement.ToBase64(),
                }),
                releases = links.Select(link => new
                {
                    canonical = link.Canonical,
                    digest = link.Digest,
                    keyId = link.KeyId,
                    signature = link.Signature.ToBase64(),
                }),
            }
        );
}
