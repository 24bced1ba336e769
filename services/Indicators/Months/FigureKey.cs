using Indicators.Figures;
using Common = Sangam.Common.V1;

namespace Indicators.Months;

/// <summary>Which figure: of what, of whom and of when.</summary>
public readonly record struct FigureKey(string Indicator, string Part, Period Period, Common.AgeBand AgeBand, Common.Gender Gender)
{
    public bool IsWhole => AgeBand == default && Gender == default;

    /// <summary>The same of all persons.</summary>
    public FigureKey Whole => this with { AgeBand = default, Gender = default };

    public static FigureKey Of(Figure f) => new(f.Indicator, f.Part, f.Period, f.AgeBand, f.Gender);

    public static FigureKey Of(V1.Figure f) => new(f.Indicator, f.Part, Figures.Period.Read(f.Period)!.Value, f.AgeBand, f.Gender);
}
