using Grpc.Core;
using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override async Task<V1.Import> CreateImport(V1.CreateImportRequest request, ServerCallContext context)
    {
        request.NoticeVersion = Input.Required(request.NoticeVersion, "notice_version", Consent.LongestVersion);
        request.NoticeLanguage = Input.Languages([request.NoticeLanguage], "notice_language")[0];
        var sheet = Sheet.Read(request.Csv.Span);
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(context.CancellationToken) ?? new();

        var id = Guid.CreateVersion7(clock.Now);
        var reader = new RowReader(settings, request.NoticeVersion, request.NoticeLanguage, clock.Now);
        var read = sheet.Rows.Select(row => (row.Number, Read: reader.Read(row))).ToList();
        var likenesses = await new Likenesses(db, vault).OfAsync(
            [.. read.Where(r => r.Read.Problems.Count == 0).Select(r => (r.Number, r.Read.Row))],
            context.CancellationToken
        );
        var rows = new List<ImportRow>();
        foreach (var (number, (row, problems)) in read)
            rows.Add(
                new()
                {
                    ImportId = id,
                    Number = number,
                    State =
                        problems.Count > 0 ? V1.ImportRowState.Faulty
                        : likenesses[number].Any() ? V1.ImportRowState.LikelyKnown
                        : V1.ImportRowState.Ready,
                    Sealed = await row.SealAsync(vault, context.CancellationToken),
                    Problems = problems,
                    Likenesses = [.. likenesses[number]],
                }
            );

        var import = Import.Of(request, rows, sheet.IgnoredColumns, clock.Now);
        db.Imports.Add(import);
        db.ImportRows.AddRange(rows);
        db.Audit("imports.read", import.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return import.ToMessage();
    }
}
