using System.Net;
using System.Net.Http.Headers;
using Portal.Access;

namespace Portal.Components.Pages.Exchange;

/// <summary>
/// Tables and data values as files. The portal asks the REST side of the indicators with the person's own token, which decides
/// what she may take along; the name of a file says nothing of what is in it.
/// </summary>
internal static class Downloads
{
    public static void MapDownloads(this WebApplication app)
    {
        app.MapGet(
                "/downloads/{table:regex(^(figures|released|entered|dictionary|aggregates)$)}.{form:regex(^(csv|xlsx)$)}",
                (string table, string form, HttpContext http) => FetchAsync(http, $"/tables/{table}.{form}", $"{table}.{form}")
            )
            .RequireAuthorization();
        app.MapGet(
                "/downloads/values.{form:regex(^(json|csv|adx)$)}",
                (string form, HttpContext http) =>
                    FetchAsync(http, $"/dataValueSets.{form}", form == "adx" ? "values.xml" : $"values.{form}")
            )
            .RequireAuthorization();
    }

    private static async Task<IResult> FetchAsync(HttpContext http, string path, string fileName)
    {
        var services = http.RequestServices;
        var address =
            services.GetRequiredService<IConfiguration>()["services:indicators:http:0"]
            ?? throw new InvalidOperationException("Set services__indicators__http__0 to the address of the indicators' http endpoint.");
        var side = http.Features.Get<Site>()!.IsNetwork ? "/network/api" : "/api";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), side + path + http.Request.QueryString));
        request.Headers.Host = http.Request.Host.Value; // a token is good on its own host
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", services.GetRequiredService<CurrentSession>().AccessToken);
        try
        {
            using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("indicators");
            using var answer = await client.SendAsync(request, http.RequestAborted);
            return answer.StatusCode == HttpStatusCode.OK
                ? Results.File(
                    await answer.Content.ReadAsByteArrayAsync(http.RequestAborted),
                    $"{answer.Content.Headers.ContentType}",
                    fileName
                )
                : Results.StatusCode((int)answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
