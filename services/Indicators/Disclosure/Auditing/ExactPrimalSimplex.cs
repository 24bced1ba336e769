namespace Indicators.Disclosure.Auditing;

/// <summary>
/// The primal simplex method with bounded variables (Dantzig; Chvátal, <i>Linear Programming</i>, 1983) in exact fractions: the
/// ways in which what is suppressed could be filled in, that is how far each unknown can move from the truth while every equation
/// still holds and nothing falls below what it must be. It starts from the truth, which is one of the ways, so there is no first
/// phase.
/// </summary>
/// <remarks>
/// A row says that its unknowns, each times its factor, move by 0 in sum; one of them, with a factor above 0, is its basic one
/// and stands in no other row. The rows are sparse, so tables that are made of many small or loosely bound parts cost what
/// their parts cost. Unknowns that do not stand in the basis may stand anywhere between their bounds, as the truth does. A step
/// that gets on is preferred, otherwise Bland's rule (1977) decides, so it ends.
/// </remarks>
internal sealed class ExactPrimalSimplex
{
    private readonly List<Dictionary<int, long>> rows = [];
    private readonly List<int> basic = [];
    private readonly HashSet<int>[] standsIn;
    private readonly int[] rowOf;
    private readonly Fraction[] at;
    private readonly List<int> moved = [];

    /// <param name="lowerBounds">How far each unknown can move at most: 0 or below. Written to by who asks for another attacker.</param>
    /// <param name="equations">Sums of unknowns times factors that cannot change.</param>
    public ExactPrimalSimplex(long[] lowerBounds, IEnumerable<Dictionary<int, long>> equations)
    {
        LowerBounds = lowerBounds;
        Fixed = new bool[lowerBounds.Length];
        at = new Fraction[lowerBounds.Length];
        rowOf = Enumerable.Repeat(-1, lowerBounds.Length).ToArray();
        standsIn = [.. lowerBounds.Select(_ => new HashSet<int>())];
        foreach (var equation in equations.OrderBy(e => e.Count))
            Add(new(equation));
    }

    public long[] LowerBounds { get; }

    /// <summary>Unknowns that the attacker knows after all.</summary>
    public bool[] Fixed { get; }

    /// <summary>
    /// Where the last one that was asked for went, and all that had to go with it; what is not there stands where it truly is.
    /// </summary>
    public Dictionary<int, Fraction> Moved => moved.Distinct().Where(u => at[u].Sign != 0).ToDictionary(u => u, u => at[u]);

    /// <summary>
    /// How far an unknown can go up (<paramref name="sign"/> 1) or down (−1) from the truth, but not further than <paramref
    /// name="enough"/>; null without end.
    /// </summary>
    public Fraction? Maximise(int unknown, int sign, long? enough = null)
    {
        foreach (var other in moved)
            at[other] = 0;
        moved.Clear();
        while (true)
        {
            if (enough is { } target && !(at[unknown].Times(sign, 1) < target))
                return target;
            var reached = at[unknown].Times(sign, 1);
            if (Fixed[unknown] || EnteringUnknown(unknown, sign, enough - reached) is not var (mover, direction, step, row))
                return reached;
            if (
                enough is { } wanted
                && StepFor(unknown, mover, direction, wanted - reached) is var needed
                && (step is null || needed < step)
            )
            {
                step = needed;
                row = -1;
            }
            if (step is not { } steps)
                return null;
            Move(mover, steps.Times(direction, 1));
            if (row >= 0)
                Pivot(row, mover);
        }
    }

    /// <summary>
    /// Something outside the basis whose move helps, how far it can go and the row that holds it up (−1: its own bound, or
    /// nothing).
    /// </summary>
    private (int Mover, int Direction, Fraction? Step, int Row)? EnteringUnknown(int unknown, int sign, Fraction? enough)
    {
        if (sign < 0 && !(at[unknown] > LowerBounds[unknown]))
            return null;
        if (rowOf[unknown] < 0)
        {
            var (step, row) = RatioTest(unknown, sign);
            return (unknown, sign, step, row);
        }
        (int Mover, int Direction, Fraction? Step, int Row)? best = null;
        foreach (var (other, factor) in rows[rowOf[unknown]])
        {
            var direction = factor > 0 ? -sign : sign;
            if (other == unknown || Fixed[other] || direction < 0 && !(at[other] > LowerBounds[other]))
                continue;
            var (step, row) = RatioTest(other, direction);
            if (step is not { } steps || enough is { } wanted && !(steps < StepFor(unknown, other, direction, wanted)))
                return (other, direction, step, row);
            if (best is not { } b || b.Step < steps || steps.Sign == 0 && b.Step is { Sign: 0 } && other < b.Mover)
                best = (other, direction, step, row);
        }
        return best;
    }

    private (Fraction? Step, int Row) RatioTest(int mover, int direction)
    {
        var least = direction < 0 ? at[mover] - LowerBounds[mover] : (Fraction?)null;
        var holding = -1;
        foreach (var row in standsIn[mover])
        {
            var held = basic[row];
            var factor = rows[row][mover] * direction;
            Fraction limit;
            if (Fixed[held])
                limit = 0;
            else if (factor > 0)
                limit = (at[held] - LowerBounds[held]).Times(rows[row][held], factor); // it goes down as the mover goes
            else
                continue;
            if (least is not { } other || limit < other || limit == other && holding >= 0 && held < basic[holding])
            {
                least = limit;
                holding = row;
            }
        }
        return (least, holding);
    }

    /// <summary>How far the mover must go for the unknown to go this far.</summary>
    private Fraction StepFor(int unknown, int mover, int direction, Fraction distance) =>
        mover == unknown ? distance : distance.Times(rows[rowOf[unknown]][unknown], Math.Abs(rows[rowOf[unknown]][mover]));

    private void Move(int mover, Fraction by)
    {
        if (by.Sign == 0)
            return;
        at[mover] += by;
        moved.Add(mover);
        foreach (var row in standsIn[mover])
        {
            at[basic[row]] -= by.Times(rows[row][mover], rows[row][basic[row]]);
            moved.Add(basic[row]);
        }
    }

    private void Add(Dictionary<int, long> equation)
    {
        foreach (var unknown in equation.Keys.Where(u => rowOf[u] >= 0).ToList())
            Eliminate(equation, unknown, rows[rowOf[unknown]]);
        if (equation.Count == 0)
            return;
        var chosen = equation.Keys.OrderBy(u => standsIn[u].Count).ThenBy(u => Math.Abs(equation[u])).ThenBy(u => u).First();
        rows.Add(equation);
        basic.Add(chosen);
        foreach (var unknown in equation.Keys)
            standsIn[unknown].Add(rows.Count - 1);
        Enter(rows.Count - 1, chosen);
    }

    private void Pivot(int row, int entering)
    {
        var leaving = basic[row];
        rowOf[leaving] = -1;
        standsIn[leaving].Add(row);
        Enter(row, entering);
    }

    /// <summary>Makes an unknown the basic one of a row and takes it out of all others.</summary>
    private void Enter(int row, int entering)
    {
        if (rows[row][entering] < 0)
            foreach (var unknown in rows[row].Keys)
                rows[row][unknown] = -rows[row][unknown];
        basic[row] = entering;
        rowOf[entering] = row;
        standsIn[entering].Remove(row);
        foreach (var other in standsIn[entering].ToList())
        {
            var before = rows[other].Keys.ToList();
            Eliminate(rows[other], entering, rows[row]);
            foreach (var unknown in before.Where(u => !rows[other].ContainsKey(u)))
                standsIn[unknown].Remove(other);
            foreach (var unknown in rows[row].Keys.Where(u => u != entering && rows[other].ContainsKey(u)))
                standsIn[unknown].Add(other);
        }
        standsIn[entering].Clear();
    }

    /// <summary>Takes an unknown out of a row with the help of the row in which it is basic.</summary>
    private static void Eliminate(Dictionary<int, long> row, int unknown, Dictionary<int, long> by)
    {
        var common = Fraction.Shared(Math.Abs(row[unknown]), Math.Abs(by[unknown]));
        var factor = row[unknown] / common;
        var divisor = by[unknown] / common;
        if (divisor != 1)
            foreach (var other in row.Keys)
                row[other] = checked(row[other] * divisor);
        foreach (var (other, times) in by)
        {
            var rest = checked(row.GetValueOrDefault(other) - factor * times);
            if (rest == 0)
                row.Remove(other);
            else
                row[other] = rest;
        }
        Reduce(row);
    }

    /// <summary>Divides a row by what all its factors share.</summary>
    private static void Reduce(Dictionary<int, long> row)
    {
        var shared = 0L;
        foreach (var times in row.Values)
            if ((shared = Fraction.Shared(Math.Abs(times), shared)) == 1)
                return;
        if (shared > 1)
            foreach (var other in row.Keys)
                row[other] /= shared;
    }
}
