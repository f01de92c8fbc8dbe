namespace Sweeps.Numerics.LinearAlgebra;

/// <summary>
/// One lane's way through its singular values: which block of the bidiagonal matrix is being worked on, what has been shifted off it, and what was found.
/// Decides, between sweeps of <see cref="QuotientDifference{V}"/>, what has converged and how far to shift next.
/// </summary>
/// <param name="lane">Its number.</param>
/// <param name="lanes">How many stand side by side in memory.</param>
internal sealed unsafe class LaneSpectrum(int lane, int lanes)
{
    /// <summary>Dropping an entry of the bidiagonal matrix moves no singular value by more than the entry; this times the Frobenius norm is dropped.</summary>
    private const double Dropped = 3e-10;

    private int[] _outerStart = [];
    private double[] _outerShifted = [];
    private double _shifted;
    private int _failures;

    /// <summary>The lane's number, from 0.</summary>
    public int Lane => lane;

    /// <summary>Whether all values are found.</summary>
    public bool IsDone => High < 0;

    /// <summary>First place of the block.</summary>
    public int Low { get; private set; }

    /// <summary>Last place of the block; −1 when all values are found.</summary>
    public int High { get; private set; }

    /// <summary>What the next sweep subtracts from every eigenvalue (squared singular value) of the block.</summary>
    public double Shift { get; private set; }

    /// <summary>Whether a shift is to be chosen (a block whose last sweep failed has one, and a new block takes none at first).</summary>
    public bool NeedsShift { get; private set; }

    /// <summary>An upper bound of the block's least eigenvalue; +∞ if none is known, NaN before its first sweep.</summary>
    public double Bound { get; private set; }

    /// <summary>Squared entries above the diagonal up to this are dropped.</summary>
    public double Negligible { get; private set; }

    /// <summary>The largest singular value found so far; that of the matrix once <see cref="IsDone"/>.</summary>
    public double Largest { get; private set; }

    /// <summary>The sum of the singular values found so far, each once.</summary>
    public double Sum { get; private set; }

    /// <summary>Stands before the first sweep.</summary>
    /// <param name="squares">The Frobenius norm, squared.</param>
    /// <param name="q">Squared diagonal.</param>
    /// <param name="e">What stands above it, squared.</param>
    public void Start(int count, double squares, double* q, double* e)
    {
        if (_outerStart.Length < count)
            (_outerStart, _outerShifted) = (new int[count], new double[count]);
        (Low, High, Shift, Largest, Sum) = (0, count - 1, 0, 0, 0);
        (_shifted, Negligible, Bound, _failures) = (0, Dropped * Dropped * squares, double.NaN, 0);
        if (squares > 0)
            Deflate(q, e, 0);
        else
            High = -1;
    }

    /// <summary>Takes in a sweep and prepares the next.</summary>
    /// <param name="q">Squared diagonal after the sweep.</param>
    /// <param name="e">What stands above it, squared.</param>
    /// <param name="sweep">What the sweep saw in this lane.</param>
    /// <returns>False if the sweep shifted too far: this lane's block has to be put back.</returns>
    public bool Accept(double* q, double* e, SweepResult sweep)
    {
        NeedsShift = false;
        if (!(sweep.LeastBeforeLast >= 0 && sweep.Last >= 0 && At(q, High) >= 0))
        {
            _failures++;
            // If only the last pivot is negative, it tells how much less would have fitted (Rutishauser's late failure).
            var less = Shift + sweep.Last;
            Shift = sweep.LeastBeforeLast >= 0 && _failures == 1 && less > 0 ? less : _failures < 3 ? Shift / 4 : 0;
            return false;
        }

        _failures = 0;
        _shifted += Shift;
        Bound = sweep.Least;
        Deflate(q, e, sweep.Split);
        return true;
    }

    /// <summary>Takes off what has converged, then chooses the block to go on with and its next shift.</summary>
    private void Deflate(double* q, double* e, int split)
    {
        while (true)
        {
            if (High < Low)
            {
                if (Low == 0)
                    return;
                (Low, _shifted) = (_outerStart[Low], _outerShifted[Low]);
                (Bound, split) = (double.NaN, 0);
            }
            else if (High == Low || At(e, High - 1) <= Negligible)
            {
                Found(At(q, High));
                High--;
                Forget();
            }
            else if (High - 1 == Low || At(e, High - 2) <= Negligible)
            {
                var (greater, less) = OfTwo(At(q, High - 1), At(e, High - 1), At(q, High));
                Found(greater);
                Found(less);
                High -= 2;
                Forget();
            }
            else
            {
                if (split > Low && split < High)
                {
                    (_outerStart[split], _outerShifted[split], Low) = (Low, _shifted, split);
                    Forget();
                }

                NeedsShift = true;
                return;
            }
        }
    }

    /// <summary>The squared singular values of the 2 × 2 bidiagonal matrix with these squared entries.</summary>
    private static (double Greater, double Less) OfTwo(double q1, double e, double q2)
    {
        var (sum, half) = (q1 + e + q2, (q1 - e - q2) / 2);
        var greater = (sum / 2) + Math.Sqrt((half * half) + (q1 * e));
        return (greater, greater > 0 ? q1 / greater * q2 : 0);
    }

    /// <summary>Sets the next sweep's shift.</summary>
    public void TakeShift(double shift) => (Shift, NeedsShift) = (shift, false);

    private void Found(double eigenvalue)
    {
        var value = Math.Sqrt(_shifted + eigenvalue);
        Sum += value;
        Largest = Math.Max(Largest, value);
    }

    // The bound was for a block that is smaller now: its least eigenvalue may be greater.
    private void Forget()
    {
        if (!double.IsNaN(Bound))
            Bound = double.PositiveInfinity;
    }

    private double At(double* values, int place) => values[(place * lanes) + lane];
}
