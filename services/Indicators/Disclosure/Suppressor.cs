using Indicators.Disclosure.Suppressing;

namespace Indicators.Disclosure;

/// <summary>
/// Chooses what of a table is withheld: what may not be shown, and beside it as little as possible, first in counts, then in
/// figures, so that nobody can narrow a withheld cell down to less than k. See docs/disclosure.md.
/// </summary>
public static class Suppressor
{
    /// <summary>
    /// What is spent on proving that nothing less would do unless said otherwise: for the largest tables that are meant to be
    /// proven, 12 rows by 12 columns, a second as a rule and half a minute at worst.
    /// </summary>
    public const long Patience = 5_000_000;

    private const int LargestProven = 600;

    /// <summary>
    /// Figures of a table of 12 rows by 12 columns with its margins. As a network it always gets the whole <see
    /// cref="Patience"/>.
    /// </summary>
    private const int AlwaysProven = 13 * 13;

    /// <param name="patience">Bounds the search for a proof in all other parts of the table together, in steps and not in time,
    /// so that the same table always gets the same answer; 0 to be content with a good choice.</param>
    public static SuppressedTable Suppress(DisclosureTable table, long patience = Patience)
    {
        var figures = table.Cells.Where(table.IsPrimary).Select(c => c.Figure).ToHashSet();
        var primary = table.Cells.Where(c => c.Standing == Standing.Open && figures.Contains(c.Figure)).Select(c => c.Id).ToHashSet();
        var withheld = table.Cells.Where(c => c.Standing == Standing.Withheld).Select(c => c.Id).Concat(primary).ToHashSet();
        var forced = withheld.ToHashSet();
        var unprotected = new List<string>();
        var optimal = true;
        var prove = patience > 0;
        foreach (var (model, cells) in Model.Parts(table, forced))
        {
            var (units, gaveUp, proven) = Suppress(model, prove, ref patience);
            withheld.UnionWith(units.SelectMany(u => model.Units[u].Cells).Select(c => cells[c]));
            unprotected.AddRange(gaveUp.Select(c => cells[c]));
            optimal &= proven;
        }
        var own = table.Cells.Where(c => primary.Contains(c.Id)).ToList();
        var beside = table.Cells.Where(c => withheld.Contains(c.Id) && !forced.Contains(c.Id)).ToList();
        return new(
            table,
            withheld,
            primary,
            new(Figures(own), own.Sum(c => c.Weight), Figures(beside), beside.Sum(c => c.Weight)),
            optimal,
            unprotected
        );

        static int Figures(List<Cell> cells) => cells.DistinctBy(c => c.Figure).Count();
    }

    private static (IReadOnlyList<int> Units, IReadOnlyList<int> GaveUp, bool Proven) Suppress(Model model, bool prove, ref long patience)
    {
        // One figure less is worth less than one count less, however many figures there are.
        var prices = model.Units.Select(u => checked(u.Weight * (model.Units.Count + 1) + 1)).ToArray();
        var reaches = (IReaches?)Network.Of(model) ?? new Programs(model);
        var choice = new Choice(model, reaches);
        var thrift = new Thrift(model, reaches, prices);
        var allowed = Protectable(model, choice);
        choice.Reset(Forced(model));
        if (!thrift.Complete(choice, u => allowed[u]))
        {
            choice.Reset(Enumerable.Range(0, allowed.Length).Where(u => allowed[u])); // which is safe
            foreach (var cell in choice.Withheld.SelectMany(u => model.Units[u].Cells))
                choice.Look(cell);
        }
        thrift.Trim(choice);
        IReadOnlyList<int> best = [.. choice.Withheld];
        if (best.All(u => model.Units[u].Forced))
            return (best, [.. choice.Hopeless], true);
        var whole = Patience;
        ref var left = ref reaches is Network && model.Units.Count <= AlwaysProven ? ref whole : ref patience;
        if (!prove || left <= 0 || model.Units.Count > LargestProven)
            return (best, [.. choice.Hopeless], false);
        var (units, proven) = new Search(
            model,
            reaches,
            choice,
            thrift,
            [.. Enumerable.Range(0, model.Units.Count).Where(u => allowed[u] && !model.Units[u].Forced)],
            prices
        ).Run(best, ref left);
        return (units, [.. choice.Hopeless], proven);
    }

    /// <summary>
    /// What was shown before may give away a cell even when everything is withheld that can be. Such a unit cannot help to
    /// protect others, so it is shown if it may be; for those that may not nothing can be done.
    /// </summary>
    private static bool[] Protectable(Model model, Choice choice)
    {
        var allowed = model.Units.Select(_ => true).ToArray();
        choice.Reset(Enumerable.Range(0, model.Units.Count));
        for (var again = true; again; )
        {
            again = false;
            foreach (var cell in choice.Withheld.SelectMany(u => model.Units[u].Cells).ToList())
                while (allowed[model.UnitOf[cell]] && choice.Look(cell) is { } leak)
                {
                    again = true;
                    if (model.Units[model.UnitOf[cell]].Forced)
                        choice.GiveUp(cell, leak.Attacker);
                    else
                    {
                        allowed[model.UnitOf[cell]] = false;
                        choice.Show(model.UnitOf[cell]);
                    }
                }
        }
        return allowed;
    }

    private static IEnumerable<int> Forced(Model model) => Enumerable.Range(0, model.Units.Count).Where(u => model.Units[u].Forced);
}
