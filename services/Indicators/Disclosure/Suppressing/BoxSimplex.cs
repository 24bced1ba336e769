using System.Runtime.CompilerServices;

namespace Indicators.Disclosure.Suppressing;

/// <summary>
/// The least of a linear function of variables that each lie between two bounds, under rows that do too: the dual simplex on a
/// dense tableau, for problems of some hundred rows and columns. Rows can be added and bounds changed in between; it goes on
/// from where it was. It computes in floating point: nothing is believed that rests on its answers alone, see <see
/// cref="Search"/> and <see cref="Programs"/>.
/// </summary>
/// <remarks>
/// Ties in the ratio test go to the larger pivot, which is the safer one; after many steps that gain nothing they go by Bland's
/// rule to the first variable, so that it does not run in circles.
/// </remarks>
internal sealed class BoxSimplex
{
    private const double Tiny = 1e-9;
    private readonly int columns;
    private readonly List<double> low,
        high;
    private readonly List<double[]> rows = [];
    private readonly List<int> basic = [];
    private readonly List<double> at = [];
    private readonly List<int> placeOf;
    private readonly int[] outside;
    private readonly double[] costs,
        start;
    private readonly bool[] up;

    public BoxSimplex(double[] cost, double[] low, double[] high)
    {
        columns = cost.Length;
        start = [.. cost];
        costs = [.. cost];
        this.low = [.. low];
        this.high = [.. high];
        outside = [.. Enumerable.Range(0, columns)];
        up = new bool[columns];
        placeOf = [.. outside.Select(c => ~c)]; // a variable outside the basis: the complement of its column; in it: its row
    }

    public int Rows => rows.Count;

    /// <summary>Entries of the tableau that were touched, in thousands.</summary>
    public long Work { get; private set; }

    public void Bound(int variable, double least, double most)
    {
        low[variable] = least;
        high[variable] = most;
    }

    public void Add(IEnumerable<(int Variable, double Factor)> row, double least, double most)
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // a few calls of long loops: not worth a slow first version
    public bool Solve(int steps = 5000)
    {
        var still = 0;
        isStuck = false;
        for (var c = 0; c < columns; c++)
            up[c] = costs[c] < 0 && !double.IsPositiveInfinity(high[outside[c]]) || double.IsNegativeInfinity(low[outside[c]]);
        var outer = new double[columns];
        for (var c = 0; c < columns; c++)
            outer[c] = Outside(c);
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
        for (; steps > 0; steps--)
        {
            var row = -1;
            var worst = 1e-7;
            for (var r = 0; r < rows.Count; r++)
                if (
                    Math.Max(low[basic[r]] - at[r], at[r] - high[basic[r]]) is var off
                    && (still > 50 ? off > 1e-7 && (row < 0 || basic[r] < basic[row]) : off > worst)
                )
                {
                    row = r;
                    worst = off;
                }
            if (row < 0)
                return true;
            var rises = at[row] < low[basic[row]];
            var column = -1;
            var least = double.PositiveInfinity;
            var size = 0.0;
            for (var c = 0; c < columns; c++)
            {
                var entry = rises ? rows[row][c] : -rows[row][c];
                if (Math.Abs(entry) < 1e-8 || high[outside[c]] - low[outside[c]] <= 0 || (up[c] ? entry > 0 : entry < 0))
                    continue;
                var ratio = Math.Abs(costs[c] / entry);
                if (ratio > least + Tiny || ratio > least - Tiny && (still > 50 ? outside[c] > outside[column] : Math.Abs(entry) < size))
                    continue;
                column = c;
                least = Math.Min(ratio, least);
                size = Math.Abs(entry);
            }
            if (column < 0)
            {
                stuck = rises ? row : ~row;
                isStuck = true;
                return false;
            }
            still = least > Tiny ? 0 : still + 1;
            Pivot(row, column, rises);
        }
        return false;
    }

    private int stuck;
    private bool isStuck;

    public double Value(int variable) => placeOf[variable] >= 0 ? at[placeOf[variable]] : Outside(~placeOf[variable]);

    /// <summary>
    /// What a little more of each row would cost. After no solution was found, prices with which the rows contradict each
    /// other.
    /// </summary>
    public double[] Prices()
    {
        var prices = new double[rows.Count];
        for (var c = 0; c < columns; c++)
            if (outside[c] >= columns)
                prices[outside[c] - columns] = costs[c];
        if (!isStuck)
            return prices;
        // The stuck row says what its basic variable would need of the others; a large multiple of it outweighs the costs.
        var (row, sign) = stuck >= 0 ? (stuck, 1e6) : (~stuck, -1e6);
        sign *= 1 + start.Max(Math.Abs);
        if (basic[row] >= columns)
            prices[basic[row] - columns] += sign;
        for (var c = 0; c < columns; c++)
            if (outside[c] >= columns)
                prices[outside[c] - columns] -= sign * rows[row][c];
        return prices;
    }

    private double Outside(int column) => up[column] ? high[outside[column]] : low[outside[column]];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pivot(int row, int column, bool rises)
    {
        Work += (long)rows.Count * columns / 1000 + 1;
        var leaving = basic[row];
        var entering = outside[column];
        var pivot = rows[row];
        var target = rises ? low[leaving] : high[leaving];
        var by = pivot[column];
        var step = (target - at[row]) / by;
        var entered = Outside(column) + step;
        for (var r = 0; r < rows.Count; r++)
            at[r] += rows[r][column] * step;
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
        var cost = costs[column];
        costs[column] = 0;
        for (var c = 0; c < columns; c++)
            costs[c] += cost * pivot[c];
        basic[row] = entering;
        outside[column] = leaving;
        at[row] = entered;
        up[column] = !rises;
        placeOf[entering] = row;
        placeOf[leaving] = ~column;
    }
}
