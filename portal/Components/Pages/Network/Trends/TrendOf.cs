using Sangam.Indicators.V1;
using Sangam.National.V1;

namespace Portal.Components.Pages.Network.Trends;

/// <summary>
/// How an address says whose trend it is: <c>nation</c>, <c>state.IN-AP</c>, <c>type.workers</c> or <c>collective.vimukthi</c>.
/// </summary>
internal static class TrendOf
{
    public static GetTrendRequest Request(string indicator, string part, string? whose, PeriodType type, Audience audience)
    {
        var request = new GetTrendRequest
        {
            Indicator = indicator,
            Part = part,
            Type = type,
            Audience = audience,
        };
        var dot = whose?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        var (kind, name) = dot < 0 ? ("nation", "") : (whose![..dot], whose[(dot + 1)..]);
        if (kind == "state")
            request.StateCode = name;
        if (kind == "collective")
            request.Collective = name;
        if (kind == "type")
            request.CollectiveType = Choices.Types.FirstOrDefault(t => t.Word == name).Value;
        return request;
    }
}
