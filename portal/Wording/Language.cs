using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Portal.Access;

namespace Portal.Wording;

/// <summary>
/// Which language a page is in: the one she chose; else the first that her browser asks for among those the collective uses;
/// else the collective's own.
/// </summary>
public static class Language
{
    private const string Cookie = "l";

    public static void AddWords(this WebApplicationBuilder builder)
    {
        // As letters, not as numbers of letters, which would triple the weight of a page in Telugu.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            // The culture decides the names of months; numbers are always grouped the Indian way, see Format.
            options.SupportedCultures = options.SupportedUICultures = [
                .. Words.Languages.Select(language => new CultureInfo(language.Code)),
            ];
            options.DefaultRequestCulture = new RequestCulture("en");
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult<ProviderCultureResult?>(new(Of(context)))),
            ];
        });
    }

    public static void UseWords(this WebApplication app) => app.UseRequestLocalization();

    public static void MapLanguages(this WebApplication app) =>
        app.MapPost(
                "/language",
                async (HttpContext context) =>
                {
                    var form = await context.Request.ReadFormAsync(context.RequestAborted);
                    if (Speaks(form["language"].ToString()) is { } language)
                    {
                        context.Response.Cookies.Append(
                            Cookie,
                            language,
                            new()
                            {
                                HttpOnly = true,
                                SameSite = SameSiteMode.Lax,
                                Secure = context.Request.IsHttps,
                                MaxAge = TimeSpan.FromDays(365),
                            }
                        );
                    }
                    return Results.Redirect(SignInAddress.Local(form["back"]));
                }
            )
            .AllowAnonymous()
            .DisableAntiforgery(); // changes nothing but the language

    private static string Of(HttpContext context)
    {
        if (Speaks(context.Request.Cookies[Cookie]) is { } chosen)
            return chosen;

        var collective = (context.Features.Get<Site>()?.Languages ?? []).Select(Speaks).OfType<string>().ToList();
        var asked = context
            .Request.GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Speaks(language.Value.Value));
        return asked.FirstOrDefault(language => language is not null && collective.Contains(language))
            ?? collective.FirstOrDefault()
            ?? "en";
    }

    private static string? Speaks(string? language) =>
        Words
            .Languages.Select(known => known.Code)
            .FirstOrDefault(code => language == code || language?.StartsWith(code + "-", StringComparison.Ordinal) == true);
}
