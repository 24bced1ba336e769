namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// A cut of the cell suppression polytope (Fischetti and Salazar-González, 2001): what every safe pattern fulfils, namely that
/// the suppressed units' amounts add up to at least what is needed. Amounts below 0 belong to units that need others when they
/// are suppressed.
/// </summary>
internal sealed record SuppressionCut(IReadOnlyList<(int Unit, long Amount)> Amounts, long Needed)
{
    private const long MostBelow = 1_000_000;

    /// <summary>Prices of sums and differences are fractions with small denominators.</summary>
    public static readonly IReadOnlyList<int> Scales = [1, 2, 6, 60, 840];

    public double Missing(double[] extents) => Needed - Amounts.Sum(a => a.Amount * extents[a.Unit]);

    /// <summary>
    /// The capacity constraint: the cell needs k of room, and has at most what the blocking cells above and below it let
    /// through. Whatever the factors of these, what is computed here in whole numbers is true of every safe pattern as long as
    /// they are the differences of one set of prices of the equations, see <see cref="LinearSubproblem"/>.
    /// </summary>
    public static SuppressionCut? Of(
        SuppressionModel model,
        AttackerView view,
        int cell,
        IEnumerable<BlockingCell> blocking,
        double[] extents
    )
    {
        var all = blocking.ToList();
        foreach (var scale in Scales)
        {
            if (all.Any(b => Math.Abs(b.Factor * scale - Math.Round(b.Factor * scale)) > 1e-6))
                continue;
            var scaled = all.Select(b => (b.Cell, b.Up, (long)Math.Round(b.Factor * scale)));
            return Of(model, view, cell, scaled, (long)scale * model.K) is { } cut && cut.Missing(extents) > 1e-6 ? cut : null;
        }
        return null;
    }

    private static SuppressionCut? Of(
        SuppressionModel model,
        AttackerView view,
        int cell,
        IEnumerable<(int Cell, bool Up, long Factor)> blocking,
        long needed
    )
    {
        var own = model.UnitOf[cell];
        var amounts = new Dictionary<int, long>();
        foreach (var (other, up, factor) in blocking)
        {
            if (view.Known[other])
                continue;
            var amount = up ? needed : Math.Min(needed, checked(factor * Math.Min(view.MostBelow[other], model.K * MostBelow)));
            var unit = model.UnitOf[other];
            if (unit == SuppressionModel.Slack || unit == own || model.Units[unit].Forced)
                needed -= amount;
            else
                amounts[unit] = amounts.GetValueOrDefault(unit) + amount;
        }
        return needed > 0 ? Strengthened(model, own, amounts, needed) : null;
    }

    /// <summary>
    /// Chvátal–Gomory rounding: what follows because units are suppressed wholly or not at all is the same cut in coarser
    /// steps, rounded up.
    /// </summary>
    public IEnumerable<SuppressionCut> Rounded() =>
        Amounts.Any(a => a.Amount < 0)
            ? []
            : Amounts
                .Select(a => a.Amount)
                .Distinct()
                .Where(step => step > 1)
                .Select(step => new SuppressionCut(
                    [.. Amounts.Select(a => (a.Unit, (a.Amount + step - 1) / step))],
                    (Needed + step - 1) / step
                ));

    /// <summary>A pattern that is not safe for a cell is not safe with less: something that it publishes must be suppressed.</summary>
    public static SuppressionCut AnythingMore(SuppressionModel model, int cell, double[] extents) =>
        Strengthened(
            model,
            model.UnitOf[cell],
            Enumerable.Range(0, model.Units.Count).Where(u => extents[u] < 0.5).ToDictionary(u => u, _ => 1L),
            1
        );

    /// <summary>Amounts beyond what is needed say no more than that, and what they share is divided out.</summary>
    private static SuppressionCut Strengthened(SuppressionModel model, int own, Dictionary<int, long> amounts, long needed)
    {
        var shared = amounts.Values.Select(a => Math.Min(a, needed)).Where(a => a > 0).Append(needed).Aggregate(0L, Gcd);
        List<(int, long)> least = [.. amounts.Where(a => a.Value > 0).Select(a => (a.Key, Math.Min(a.Value, needed) / shared))];
        return model.Units[own].Forced ? new(least, needed / shared) : new([.. least, (own, -needed / shared)], 0);
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
