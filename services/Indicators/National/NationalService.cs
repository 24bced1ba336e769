using Google.Protobuf.WellKnownTypes;
using Indicators.National.Pulls;
using Indicators.National.Sources;
using Microsoft.EntityFrameworkCore;

namespace Indicators.National;

/// <summary>The network's plane; each rpc is in the file of its name.</summary>
public sealed partial class NationalService(NationalDb db, SourceOptions sources, PullCoordinator coordinator, TimeProvider clock)
    : NationalV1.National.NationalBase
{
    /// <summary>When every source had been read to its end; null while one never was.</summary>
    private async Task<Timestamp?> PulledAtAsync(CancellationToken cancellationToken)
    {
        var pulls = await db
            .Pulls.AsNoTracking()
            .Where(p => sources.Addresses.Contains(p.Source) && p.PulledAt != null)
            .Select(p => p.PulledAt!.Value)
            .ToListAsync(cancellationToken);
        return pulls.Count == 0 || pulls.Count < sources.Addresses.Count ? null : pulls.Min().ToTimestamp();
    }

    private static string Indicator(string code) =>
        Dictionary.IndicatorDictionary.Current.Indicators.Any(i => i.Code == code)
            ? code
            : throw Refusal.Invalid("indicator", "unknown_choice", "There is no such indicator.");

    private static string[] Indicators(IEnumerable<string> codes) => [.. codes.Select(Indicator).Distinct()];

    private static NationalV1.CollectiveType TypeOf(NationalV1.CollectiveType type) =>
        type == NationalV1.CollectiveType.Unspecified ? type : Input.Choice(type, "collective_type");
}
