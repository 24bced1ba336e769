using Indicators.Figures;

namespace Indicators.Values;

public static class Validation
{
    /// <summary>What is odd about a month as it stands; those that block come first. Empty when nothing is.</summary>
    /// <param name="month">Of type month.</param>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(this IndicatorsDb db, Period month, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        return [];
    }
}
