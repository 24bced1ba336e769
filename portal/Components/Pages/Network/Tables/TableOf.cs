using Sangam.Indicators.V1;
using Sangam.National.V1;

namespace Portal.Components.Pages.Network.Tables;

/// <summary>How an address says which collectives are shown.</summary>
internal static class TableOf
{
    public static GetTableRequest Request(Period period, string? state, string? type) =>
        new()
        {
            Period = period,
            StateCode = state ?? "",
            CollectiveType = Choices.Types.FirstOrDefault(t => t.Word == type).Value,
        };
}
