using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.LinearAlgebra;

/// <summary>Singular values of bidiagonal matrices, one per lane, by the differential quotient-difference algorithm with shifts (dqds).</summary>
/// <remarks>
/// Fernando and Parlett 1994. A transform waits for a division at each place, so four follow one another down the matrix, a place apart: the first takes the shift
/// off, three repeat it with none, which cannot fail. Accurate to the size of what is dropped (see <see cref="LaneSpectrum"/>), small values included.
/// A lane's numbers do not depend on what the others hold. Not thread-safe.
/// </remarks>
/// <param name="sweepsPerValue">When to give up. Random matrices take one, the worst known three.</param>
internal sealed unsafe class QuotientDifference<V>(int sweepsPerValue)
    where V : unmanaged, ILanes<V, double>
{
    /// <summary>Vectors before place 0 and behind the last that a sweep may touch.</summary>
    private const int Margin = 4;

    private readonly LaneSpectrum[] _spectra = [.. Enumerable.Range(0, V.Count).Select(lane => new LaneSpectrum(lane, V.Count))];
    private readonly double[] _low = new double[V.Count];
    private readonly double[] _high = new double[V.Count];
    private readonly double[] _shift = new double[V.Count];
    private readonly double[] _dropped = new double[V.Count];
    private readonly ShiftEstimate<V> _shifts = new();
    private LaneBuffer _q = new();
    private LaneBuffer _e = new();
    private LaneBuffer _nextQ = new();
    private LaneBuffer _nextE = new();
    private int _count;

    /// <summary>The squared diagonal.</summary>
    public V* Diagonal => (V*)_q.Start + Margin;

    /// <summary>What stands above the diagonal, squared, and a 0.</summary>
    public V* Super => (V*)_e.Start + Margin;

    /// <summary>Takes so many places, to be written to <see cref="Diagonal"/> and <see cref="Super"/>.</summary>
    public void Clear(int count)
    {
        _count = count;
        foreach (var buffer in (ReadOnlySpan<LaneBuffer>)[_q, _e, _nextQ, _nextE])
            buffer.Clear((count + (2 * Margin)) * V.Count);
    }

    /// <summary>Finds all singular values of all lanes.</summary>
    /// <param name="found">The largest and the sum of each lane's; NaN for a lane that did not converge.</param>
    public void Compute(Span<(double Largest, double Sum)> found)
    {
        var squares = V.Of(0);
        for (var i = 0; i < _count; i++)
            squares += Diagonal[i] + Super[i];
        var perLane = stackalloc double[V.Count];
        V.Store(perLane, squares);
        foreach (var spectrum in _spectra)
            spectrum.Start(_count, perLane[spectrum.Lane], (double*)Diagonal, (double*)Super);
        _shifts.Set(_spectra, (double*)Diagonal, (double*)Super);
        for (var sweeps = 0; sweeps < _count * sweepsPerValue && Sweep(); sweeps++)
        {
        }

        for (var lane = 0; lane < V.Count; lane++)
            found[lane] = _spectra[lane].IsDone ? (_spectra[lane].Largest, _spectra[lane].Sum) : (double.NaN, double.NaN);
    }

    /// <summary>One sweep of all lanes that are not done; false if there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Sweep()
    {
        var last = -1;
        foreach (var spectrum in _spectra)
        {
            var lane = spectrum.Lane;
            (_low[lane], _high[lane], _shift[lane], _dropped[lane]) = (spectrum.Low, spectrum.High, spectrum.Shift, spectrum.Negligible);
            last = Math.Max(last, spectrum.High);
        }

        if (last < 0)
            return false;
        Transform(last, out var leastBeforeLast, out var lastPivot, out var least, out var split);
        V* q = (V*)_nextQ.Start + Margin, e = (V*)_nextE.Start + Margin;
        var seen = stackalloc double[4 * V.Count];
        V.Store(seen, leastBeforeLast);
        V.Store(seen + V.Count, lastPivot);
        V.Store(seen + (2 * V.Count), least);
        V.Store(seen + (3 * V.Count), split);
        foreach (var spectrum in _spectra)
        {
            if (spectrum.IsDone)
                continue;
            var (lane, from, to) = (spectrum.Lane, spectrum.Low, spectrum.High);
            var result = new SweepResult(seen[lane], seen[lane + V.Count], seen[lane + (2 * V.Count)], (int)seen[lane + (3 * V.Count)]);
            if (!spectrum.Accept((double*)q, (double*)e, result))
                PutBack(lane, from, to, (double*)q, (double*)e);
        }

        (_q, _nextQ) = (_nextQ, _q);
        (_e, _nextE) = (_nextE, _e);
        _shifts.Set(_spectra, (double*)q, (double*)e);
        return true;
    }

    private void PutBack(int lane, int from, int to, double* q, double* e)
    {
        for (var i = (from * V.Count) + lane; i <= (to * V.Count) + lane; i += V.Count)
            (q[i], e[i]) = (((double*)Diagonal)[i], ((double*)Super)[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(int last, out V leastBeforeLast, out V lastPivot, out V least, out V split)
    {
        V* q = Diagonal, e = Super, nextQ = (V*)_nextQ.Start + Margin, nextE = (V*)_nextE.Start + Margin;
        V low = Load(_low), high = Load(_high), upToHigh = high + V.Of(0.5), dropped = Load(_dropped), shift = Load(_shift), zero = V.Of(0), one = V.Of(1);
        var infinity = V.Of(double.PositiveInfinity);
        V before = infinity, final = zero, all = infinity, falls = zero;
        V d1 = zero, d2 = zero, d3 = zero, d4 = zero, q1 = zero, q2 = zero, q3 = zero, e1 = zero, e2 = zero, e3 = zero;
        var place1 = V.Of(-1);
        for (var i = -1; i < last + Margin; i++)
        {
            V place2 = place1 - one, place3 = place2 - one, place4 = place3 - one;
            before = Least(before, V.Select(V.Less(place1, low), infinity, d1), V.Less(place1, high));
            final = V.Select(V.Less(place1, upToHigh), d1, final);
            Advance(ref d1, q[i], e[i], q[i + 1], shift, place1, low, high, out var newQ1, out var newE1);
            Advance(ref d2, q1, e1, newQ1, zero, place2, low, high, out var newQ2, out var newE2);
            Advance(ref d3, q2, e2, newQ2, zero, place3, low, high, out var newQ3, out var newE3);
            all = Least(all, V.Select(V.Less(place4, low), infinity, d4), V.Less(place4, upToHigh));
            Advance(ref d4, q3, e3, newQ3, zero, place4, low, high, out nextQ[i - 3], out var newE4);
            nextE[i - 3] = newE4;
            var isSmall = V.Less(V.Select(V.Less(place4, low), infinity, newE4), dropped);
            falls = V.Select(isSmall, V.Select(V.Less(place4, high), place3, falls), falls);
            (q1, q2, q3, e1, e2, e3) = (newQ1, newQ2, newQ3, newE1, newE2, newE3);
            place1 += one;
        }

        (leastBeforeLast, lastPivot, least, split) = (before, final, all, falls);
    }

    /// <summary>One place of one transform: d is the pivot there, then the next one. Before its block a lane's values pass unchanged; behind it they mean nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Advance(ref V d, V q, V e, V nextQ, V shift, V place, V low, V high, out V newQ, out V newE)
    {
        var sum = d + e;
        var ratio = nextQ / sum;
        var isBefore = V.Less(place, low);
        newQ = V.Select(isBefore, q, V.Select(V.Less(place, high), sum, d));
        newE = V.Select(isBefore, e, e * ratio);
        d = V.Select(isBefore, nextQ, d * ratio) - shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Least(V least, V candidate, V where) => V.Select(where, V.Select(V.Less(candidate, least), candidate, least), least);

    private static V Load(double[] values)
    {
        fixed (double* start = values)
            return V.Load(start);
    }
}

/// <summary>What a sweep saw in one lane.</summary>
/// <param name="LeastBeforeLast">Least pivot of the shifted transform but for the last; negative if it shifted too far.</param>
/// <param name="Last">The last pivot of the shifted transform; negative or NaN if it shifted too far.</param>
/// <param name="Least">Least pivot of the last transform: an upper bound of the least eigenvalue left.</param>
/// <param name="Split">The last place inside the block before which the matrix falls apart, or 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SweepResult(double LeastBeforeLast, double Last, double Least, int Split);
