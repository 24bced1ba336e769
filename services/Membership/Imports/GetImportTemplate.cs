using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Sangam.Security;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override Task<V1.ImportTemplate> GetImportTemplate(V1.GetImportTemplateRequest request, ServerCallContext context)
    {
        var headings = Column.All.Select(column => request.Language == "te" ? column.Telugu : column.English);
        var line = string.Join(',', headings.Select(heading => heading.Contains(',', StringComparison.Ordinal) ? $"\"{heading}\"" : heading)) + "\r\n";
        return Task.FromResult(new V1.ImportTemplate { Csv = ByteString.CopyFrom([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(line)]) });
    }
}
