namespace Indicators.National.Tables;

/// <summary>What of a national table a cell is of: a state or the nation, in whole or one category of a breakdown.</summary>
/// <param name="State">Empty for the nation.</param>
/// <param name="Category">Empty in whole; <see cref="Rest"/> for those collectives that did not release the breakdown.</param>
public readonly record struct CellKey(string State, NationalV1.Breakdown Breakdown, string Category)
{
    public const string Rest = "Rest";

    public static readonly CellKey Nation = new("", NationalV1.Breakdown.Unspecified, "");

    public static CellKey Of(string state) => new(state, NationalV1.Breakdown.Unspecified, "");
}
