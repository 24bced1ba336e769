using Indicators.Figures;
using Sangam.Common.V1;

namespace Indicators.Exchange;

public static class Zeros
{
    private static readonly IReadOnlyList<(AgeBand Age, Gender Gender)> Cells =
    [
        .. from age in Enum.GetValues<AgeBand>()
        from gender in Enum.GetValues<Gender>()
        where (age, gender) != default
        select (age, gender),
    ];

    /// <summary>With the cells that are 0 and therefore left out of a figure that is broken down.</summary>
    public static IEnumerable<Figure> WithZeros(this IEnumerable<Figure> figures) =>
        figures
            .GroupBy(f => (f.Indicator, f.Part, f.Period))
            .SelectMany(group =>
            {
                var there = group.Select(f => (f.AgeBand, f.Gender)).ToHashSet();
                return there.All(cell => cell == default)
                    ? group
                    : group.Concat(Cells.Where(cell => !there.Contains(cell)).Select(cell => Zero(group.First(), cell.Age, cell.Gender)));
            });

    private static Figure Zero(Figure like, AgeBand age, Gender gender) =>
        like with
        {
            AgeBand = age,
            Gender = gender,
            Value = 0,
            Denominator = like.Denominator is null ? null : 0,
            Suppressed = false,
        };
}
