using Google.Protobuf.WellKnownTypes;

namespace Indicators.National.Tables;

/// <summary>What a message says of the published cells of one period.</summary>
internal static class AggregateMessage
{
    /// <summary>A period's cells, by indicator and part in the dictionary's order, of each the nation first.</summary>
    internal static IEnumerable<NationalV1.Aggregate> InOrder(this IEnumerable<NationalCell> cells) =>
        cells
            .OrderBy(c => Part.OrderOf(c.Indicator, c.Part))
            .ThenBy(c => c.StateCode, StringComparer.Ordinal)
            .ThenBy(c => c.Breakdown)
            .ThenBy(CategoryOrder)
            .Select(ToMessage);

    private static int CategoryOrder(NationalCell cell) =>
        cell.Category == CellKey.Rest
            ? int.MaxValue
            : cell.Breakdown switch
            {
                NationalV1.Breakdown.AgeBand => (int)System.Enum.Parse<Sangam.Common.V1.AgeBand>(cell.Category),
                NationalV1.Breakdown.Gender => (int)System.Enum.Parse<Sangam.Common.V1.Gender>(cell.Category),
                NationalV1.Breakdown.CollectiveType => (int)System.Enum.Parse<NationalV1.CollectiveType>(cell.Category),
                _ => 0,
            };

    private static NationalV1.Aggregate ToMessage(NationalCell cell) =>
        new()
        {
            StateCode = cell.StateCode,
            CollectiveType =
                cell.Breakdown == NationalV1.Breakdown.CollectiveType
                    ? System.Enum.Parse<NationalV1.CollectiveType>(cell.Category)
                    : NationalV1.CollectiveType.Unspecified,
            Rest = cell.Category == CellKey.Rest,
            Figure = cell.ToMessage(),
            Adding = Part.Find(cell.Indicator, cell.Part)?.Adding ?? NationalV1.Adding.Unspecified,
            Contributors = cell.Contributors,
            PublishedAt = cell.PublishedAt.ToTimestamp(),
        };
}
