using System.Net.Mime;
using System.Text;
using static Sangam.Indicators.V1.Dictionary;

namespace Portal.Components.Pages.Dictionary;

/// <summary>A version of the dictionary as DHIS2 metadata, to be imported there before its first figures.</summary>
internal static class DictionaryFile
{
    public static void MapDictionaryFile(this WebApplication app) =>
        app.MapGet(
                "/dictionary/metadata.json",
                async (string? version, DictionaryClient dictionary, CancellationToken cancellationToken) =>
                {
                    var metadata = await dictionary.ExportMetadataAsync(
                        new() { Version = version ?? "" },
                        cancellationToken: cancellationToken
                    );
                    return Results.File(
                        Encoding.UTF8.GetBytes(metadata.Json),
                        MediaTypeNames.Application.Json,
                        $"dhis2-metadata-{metadata.Version}.json"
                    );
                }
            )
            .RequireAuthorization();
}
