using System.Runtime.CompilerServices;

namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// The dual simplex method with bounded variables on a dense tableau (Lemke 1954; bounds as in Chvátal, <i>Linear
/// Programming</i>, 1983): the least of a linear function of variables that each lie between two bounds, under rows that do too,
/// for problems of some hundred rows and columns. Rows can be added and bounds changed in between; it goes on from where it was.
/// It computes in floating point: nothing is believed that rests on its answers alone, see <see cref="CutRelaxation"/> and
/// <see cref="LinearSubproblem"/>.
/// </summary>
/// <remarks>
/// Ties in the ratio test go to the larger pivot, which is the safer one; after many steps that gain nothing they go by Bland's
/// rule (1977) to the first variable, so that it does not run in circles.
/// </remarks>
internal sealed class BoundedDualSimplex
{
    private const double Tiny = 1e-9;
    private const double SmallestPivot = 1e-8;
    private const double Feasible = 1e-7;
    private const int DegenerateSteps = 50; // in a row, before Bland's rule
    private readonly int columns;
    private readonly List<double> low,
        high;
    private readonly List<double[]> rows = [];
    private readonly List<int> basic = [];
    private readonly List<double> at = [];
    private readonly List<int> placeOf; // a nonbasic variable: the complement of its column; a basic one: its row
    private readonly int[] nonbasic;
    private readonly double[] reducedCosts,
        costs;
    private readonly bool[] atUpper;
    private (int Row, bool Rises)? infeasible;

    public BoundedDualSimplex(double[] cost, double[] low, double[] high)
    {
        columns = cost.Length;
        costs = [.. cost];
        reducedCosts = [.. cost];
        this.low = [.. low];
        this.high = [.. high];
        nonbasic = [.. Enumerable.Range(0, columns)];
        atUpper = new bool[columns];
        placeOf = [.. nonbasic.Select(c => ~c)];
    }

    /// <summary>Entries of the tableau that were touched, in thousands.</summary>
    public long Work { get; private set; }

    public void SetBounds(int variable, double least, double most)
    {
        low[variable] = least;
        high[variable] = most;
    }

    public void AddRow(IEnumerable<(int Variable, double Factor)> row, double least, double most)
    {
        var entries = new double[columns];
        foreach (var (variable, factor) in row)
            if (placeOf[variable] < 0)
                entries[~placeOf[variable]] += factor;
            else
                for (var c = 0; c < columns; c++)
                    entries[c] += factor * rows[placeOf[variable]][c];
        placeOf.Add(rows.Count);
        basic.Add(columns + rows.Count);
        rows.Add(entries);
        at.Add(0);
        low.Add(least);
        high.Add(most);
    }

    /// <summary>False if no values fulfil all rows, or if it gave up; <see cref="Prices"/> then prove the first, if it is so.</summary>
    public bool Solve(int steps = 5000)
    {
        var degenerate = 0;
        infeasible = null;
        Restart();
        for (; steps > 0; steps--)
        {
            var bland = degenerate > DegenerateSteps;
            var row = LeavingRow(bland);
            if (row < 0)
                return true;
            var rises = at[row] < low[basic[row]];
            var (column, ratio) = EnteringColumn(row, rises, bland);
            if (column < 0)
            {
                infeasible = (row, rises);
                return false;
            }
            degenerate = ratio > Tiny ? 0 : degenerate + 1;
            Pivot(row, column, rises);
        }
        return false;
    }

    public double Value(int variable) => placeOf[variable] >= 0 ? at[placeOf[variable]] : NonbasicValue(~placeOf[variable]);

    /// <summary>
    /// The dual solution: what a little more of each row would cost. After no solution was found, a Farkas certificate: prices
    /// with which the rows contradict each other.
    /// </summary>
    public double[] Prices()
    {
        var prices = new double[rows.Count];
        for (var c = 0; c < columns; c++)
            if (nonbasic[c] >= columns)
                prices[nonbasic[c] - columns] = reducedCosts[c];
        if (infeasible is not var (row, rises))
            return prices;
        // The row says what its basic variable would need of the others; a large multiple of it outweighs the costs.
        var weight = (rises ? 1e6 : -1e6) * (1 + costs.Max(Math.Abs));
        if (basic[row] >= columns)
            prices[basic[row] - columns] += weight;
        for (var c = 0; c < columns; c++)
            if (nonbasic[c] >= columns)
                prices[nonbasic[c] - columns] -= weight * rows[row][c];
        return prices;
    }

    private double NonbasicValue(int column) => atUpper[column] ? high[nonbasic[column]] : low[nonbasic[column]];

    /// <summary>Nonbasic variables go to the bound that their reduced costs ask for; the basic ones follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // a few calls of long loops: not worth a slow first version
    private void Restart()
    {
        var outer = new double[columns];
        for (var c = 0; c < columns; c++)
        {
            atUpper[c] =
                reducedCosts[c] < 0 && !double.IsPositiveInfinity(high[nonbasic[c]]) || double.IsNegativeInfinity(low[nonbasic[c]]);
            outer[c] = NonbasicValue(c);
        }
        for (var r = 0; r < rows.Count; r++)
        {
            var entries = rows[r];
            var sum = 0.0;
            for (var c = 0; c < entries.Length; c++)
                if (entries[c] != 0)
                    sum += entries[c] * outer[c]; // what never moves may have no end
            at[r] = sum;
        }
        Work += (long)rows.Count * columns / 1000;
    }

    /// <summary>The row whose basic variable is furthest outside its bounds; none if all are within.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LeavingRow(bool bland)
    {
        var row = -1;
        var worst = Feasible;
        for (var r = 0; r < rows.Count; r++)
        {
            var off = Math.Max(low[basic[r]] - at[r], at[r] - high[basic[r]]);
            if (bland ? off > Feasible && (row < 0 || basic[r] < basic[row]) : off > worst)
            {
                row = r;
                worst = off;
            }
        }
        return row;
    }

    /// <summary>The dual ratio test; no column if none can bring the row's basic variable back to its bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Column, double Ratio) EnteringColumn(int row, bool rises, bool bland)
    {
        var column = -1;
        var least = double.PositiveInfinity;
        var size = 0.0;
        var entries = rows[row];
        for (var c = 0; c < columns; c++)
        {
            var entry = rises ? entries[c] : -entries[c];
            if (Math.Abs(entry) < SmallestPivot || high[nonbasic[c]] - low[nonbasic[c]] <= 0 || (atUpper[c] ? entry > 0 : entry < 0))
                continue;
            var ratio = Math.Abs(reducedCosts[c] / entry);
            if (ratio > least + Tiny)
                continue;
            if (ratio > least - Tiny && (bland ? nonbasic[c] > nonbasic[column] : Math.Abs(entry) < size))
                continue;
            column = c;
            least = Math.Min(ratio, least);
            size = Math.Abs(entry);
        }
        return (column, least);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pivot(int row, int column, bool rises)
    {
        Work += (long)rows.Count * columns / 1000 + 1;
        var leaving = basic[row];
        var entering = nonbasic[column];
        var step = ((rises ? low[leaving] : high[leaving]) - at[row]) / rows[row][column];
        var entered = NonbasicValue(column) + step;
        for (var r = 0; r < rows.Count; r++)
            at[r] += rows[r][column] * step;
        Eliminate(row, column);
        basic[row] = entering;
        nonbasic[column] = leaving;
        at[row] = entered;
        atUpper[column] = !rises;
        placeOf[entering] = row;
        placeOf[leaving] = ~column;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eliminate(int row, int column)
    {
        var pivot = rows[row];
        var by = pivot[column];
        for (var c = 0; c < columns; c++)
            pivot[c] = c == column ? 1 / by : -pivot[c] / by;
        for (var r = 0; r < rows.Count; r++)
            if (r != row && rows[r][column] is var times && times != 0)
            {
                var entries = rows[r];
                entries[column] = 0;
                for (var c = 0; c < entries.Length; c++)
                    entries[c] += times * pivot[c];
            }
        var cost = reducedCosts[column];
        reducedCosts[column] = 0;
        for (var c = 0; c < columns; c++)
            reducedCosts[c] += cost * pivot[c];
    }
}
