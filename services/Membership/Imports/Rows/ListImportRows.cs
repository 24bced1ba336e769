using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override async Task<V1.ListImportRowsResponse> ListImportRows(V1.ListImportRowsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var import = await FindAsync(request.ImportId, context.CancellationToken);
        var found = db.ImportRows.AsNoTracking().Where(r => r.ImportId == import.Id);
        if (request.State != default)
        {
            var state = Input.Choice(request.State, "state");
            found = found.Where(r => r.State == state);
        }

        var (rows, next) = await found.PageAsync(r => ValueTuple.Create(r.Number), size, request.PageToken, context.CancellationToken);
        var answer = new V1.ListImportRowsResponse { NextPageToken = next };
        foreach (var row in rows)
            answer.Rows.Add(
                row.ToMessage(row.Sealed is null ? "" : (await StagedRow.OpenAsync(vault, row.Sealed, context.CancellationToken)).KnownAs)
            );
        return answer;
    }
}
