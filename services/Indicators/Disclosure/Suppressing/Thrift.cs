namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// A safe choice that is cheap without being proven to be the cheapest: cell by cell, what bars its way is opened as cheaply as
/// can be, in a network along the cheapest cycle; then everything that turned out not to be needed is shown again, the dearest
/// first.
/// </summary>
internal sealed class Thrift(Model model, IReaches reaches, long[] prices)
{
    /// <summary>Cells of units that must not be chosen are left alone.</summary>
    /// <returns>Whether it is safe now.</returns>
    public bool Complete(Choice choice, Func<int, bool> allowed, Func<int, double>? liking = null)
    {
        var open = new Queue<int>(choice.Withheld.SelectMany(u => model.Units[u].Cells).OrderByDescending(c => model.Values[c]));
        while (open.TryDequeue(out var cell))
        while (choice.Look(cell) is { } leak)
        {
            var chosen = Cheapest(choice, leak, allowed, liking ?? (u => prices[u])).ToList();
            if (chosen.Count == 0)
                return false;
            foreach (var unit in chosen)
            {
                choice.Withhold(unit);
                foreach (var other in model.Units[unit].Cells)
                    open.Enqueue(other);
            }
        }
        return true;
    }

    public void Trim(Choice choice)
    {
        foreach (var unit in choice.Withheld.Where(u => !model.Units[u].Forced).OrderByDescending(u => prices[u]).ToList())
            choice.TryShow(unit);
    }

    private IEnumerable<int> Cheapest(Choice choice, Leak leak, Func<int, bool> allowed, Func<int, double> price)
    {
        if (reaches is Network network)
        {
            var missing = model.K - Choice.Whole(leak.Up.Distance) - Choice.Whole(leak.Down.Distance);
            var ways = new[] { 1, -1 }
                .Select(sign =>
                    network.Cycle(
                        choice.Eyes,
                        choice.Extents,
                        leak.Cell,
                        sign,
                        missing,
                        u => allowed(u) ? price(u) : double.PositiveInfinity
                    )
                )
                .ToList();
            return ways.Where(w => w.Room > 0 && w.Units.Count > 0).OrderBy(w => w.Price / Math.Min(w.Room, missing)).FirstOrDefault().Units
                ?? [];
        }
        var cut = leak.Cut(model, choice.Eyes, choice.Extents);
        var missed = cut.Missing(choice.Extents);
        return cut
            .Amounts.Where(a => a.Amount > 0 && !choice.Withholds(a.Unit) && allowed(a.Unit))
            .OrderBy(a => price(a.Unit) / Math.Min(a.Amount, missed))
            .Select(a => a.Unit)
            .Take(1);
    }
}
