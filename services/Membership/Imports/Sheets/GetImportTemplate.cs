using Google.Protobuf;
using Grpc.Core;
using Sangam.Security;
using Sangam.Sheets;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override Task<V1.ImportTemplate> GetImportTemplate(V1.GetImportTemplateRequest request, ServerCallContext context)
    {
        var headings = Column.All.Select(column => request.Language == "te" ? column.Telugu : column.English);
        return Task.FromResult(new V1.ImportTemplate { Csv = ByteString.CopyFrom(SheetFile.Csv([.. headings], [])) });
    }
}
