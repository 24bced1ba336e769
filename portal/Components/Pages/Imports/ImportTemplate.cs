using System.Globalization;
using Sangam.Security;
using static Sangam.Membership.V1.Imports;

namespace Portal.Components.Pages.Imports;

/// <summary>The empty sheet to fill in, with headings in the reader's language.</summary>
public static class ImportTemplate
{
    public static void MapImportTemplate(this WebApplication app) =>
        app.MapGet(
                "/members/imports/sheet.csv",
                async (ImportsClient imports, CancellationToken cancellationToken) =>
                {
                    var template = await imports.GetImportTemplateAsync(
                        new() { Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName },
                        cancellationToken: cancellationToken
                    );
                    return Results.File(template.Csv.ToByteArray(), "text/csv; charset=utf-8", "sheet.csv");
                }
            )
            .RequireAuthorization(Permission.MembersImport);
}
