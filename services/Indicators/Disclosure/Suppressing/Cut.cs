namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// What every safe choice of units fulfils: the chosen ones' amounts add up to at least what is needed. Amounts below 0 belong
/// to units that need others when they are chosen.
/// </summary>
internal sealed record Cut(IReadOnlyList<(int Unit, long Amount)> Amounts, long Needed)
{
    /// <summary>Prices of sums and differences are fractions with small denominators.</summary>
    public static readonly IReadOnlyList<int> Scales = [1, 2, 6, 60, 840];

    public double Missing(double[] extents) => Needed - Amounts.Sum(a => a.Amount * extents[a.Unit]);

    /// <summary>
    /// The cell needs k of room, and has at most what the barriers above and below it let through. Whatever the factors of the
    /// barriers, what is computed here in whole numbers is true of every safe choice as long as they are the differences of one
    /// set of prices of the equations, see <see cref="Programs"/>.
    /// </summary>
    public static Cut? Of(Model model, Eyes eyes, int cell, IEnumerable<Barrier> barriers, double[] extents)
    {
        var all = barriers.ToList();
        foreach (var scale in Scales)
        {
            if (all.Any(b => Math.Abs(b.Factor * scale - Math.Round(b.Factor * scale)) > 1e-6))
                continue;
            return
                Of(model, eyes, cell, all.Select(b => (b.Cell, b.Up, (long)Math.Round(b.Factor * scale))), (long)scale * model.K) is { } cut
                && cut.Missing(extents) > 1e-6
                ? cut
                : null;
        }
        return null;
    }

    private static Cut? Of(Model model, Eyes eyes, int cell, IEnumerable<(int Cell, bool Up, long Factor)> barriers, long needed)
    {
        var own = model.UnitOf[cell];
        var amounts = new Dictionary<int, long>();
        foreach (var (other, up, factor) in barriers)
        {
            if (eyes.Known[other])
                continue;
            var amount = up ? needed : Math.Min(needed, checked(factor * Math.Min(eyes.Below[other], model.K * 1_000_000L)));
            var unit = model.UnitOf[other];
            if (unit == Model.Slack || unit == own || model.Units[unit].Forced)
                needed -= amount;
            else
                amounts[unit] = amounts.GetValueOrDefault(unit) + amount;
        }
        return needed > 0 ? Needs(model, own, amounts, needed) : null;
    }

    /// <summary>What follows because units are withheld wholly or not at all: the same cut in coarser steps, rounded up.</summary>
    public IEnumerable<Cut> Rounded() =>
        Amounts.Any(a => a.Amount < 0)
            ? []
            : Amounts
                .Select(a => a.Amount)
                .Distinct()
                .Where(step => step > 1)
                .Select(step => new Cut([.. Amounts.Select(a => (a.Unit, (a.Amount + step - 1) / step))], (Needed + step - 1) / step));

    /// <summary>A choice that is not safe for a cell is not safe with less: something else is needed.</summary>
    public static Cut More(Model model, int cell, double[] extents) =>
        Needs(
            model,
            model.UnitOf[cell],
            Enumerable.Range(0, model.Units.Count).Where(u => extents[u] < 0.5).ToDictionary(u => u, _ => 1L),
            1
        );

    private static Cut Needs(Model model, int own, Dictionary<int, long> amounts, long needed)
    {
        var shared = amounts.Values.Select(a => Math.Min(a, needed)).Where(a => a > 0).Append(needed).Aggregate(0L, Gcd);
        List<(int, long)> least = [.. amounts.Where(a => a.Value > 0).Select(a => (a.Key, Math.Min(a.Value, needed) / shared))];
        return model.Units[own].Forced ? new(least, needed / shared) : new([.. least, (own, -needed / shared)], 0);
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
