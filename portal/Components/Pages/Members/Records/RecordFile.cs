using System.Net.Mime;
using System.Text;
using Google.Protobuf;
using Portal.Access;
using Sangam.Membership.V1;
using Sangam.Security;
using static Sangam.Membership.V1.Members;

namespace Portal.Components.Pages.Members.Records;

/// <summary>
/// A member's whole record as a file of JSON, as <c>MemberExport</c> in <c>members.proto</c> describes it. The file is not
/// named for her.
/// </summary>
internal static class RecordFile
{
    private static readonly JsonFormatter Readable = new(JsonFormatter.Settings.Default.WithIndentation());

    public static void MapRecordFiles(this WebApplication app)
    {
        app.MapGet(
                "/me/record.json",
                async (MembersClient members, CancellationToken cancellationToken) =>
                    Of(await members.ExportMyRecordAsync(new(), cancellationToken: cancellationToken))
            )
            .RequireAuthorization(Permission.RecordOwn);
        app.MapGet(
                "/members/{hidden}/record.json",
                async (string hidden, Ids ids, MembersClient members, CancellationToken cancellationToken) =>
                    Of(await members.ExportMemberAsync(new() { Id = ids.Show(hidden) }, cancellationToken: cancellationToken))
            )
            .RequireAuthorization(Permission.MembersReadPrivate);
    }

    private static IResult Of(MemberExport export) =>
        Results.File(Encoding.UTF8.GetBytes(Readable.Format(export)), MediaTypeNames.Application.Json, "record.json");
}
