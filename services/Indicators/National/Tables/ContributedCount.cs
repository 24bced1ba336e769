using Indicators.National.Arrivals;

namespace Indicators.National.Tables;

/// <summary>A count that one collective adds to a sum; of a ratio its numerator and the rest.</summary>
public readonly record struct ContributedCount(long Value, long Rest)
{
    public bool IsZero => Value == 0 && Rest == 0;

    public static ContributedCount Of(ReleasedFigure figure) => new(figure.Value, (figure.Denominator ?? figure.Value) - figure.Value);

    public static ContributedCount operator +(ContributedCount a, ContributedCount b) => new(a.Value + b.Value, a.Rest + b.Rest);

    public static ContributedCount operator -(ContributedCount a, ContributedCount b) => new(a.Value - b.Value, a.Rest - b.Rest);
}
