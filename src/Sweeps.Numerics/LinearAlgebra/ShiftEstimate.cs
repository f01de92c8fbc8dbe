using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.LinearAlgebra;

/// <summary>How far the next sweep of <see cref="QuotientDifference{V}"/> shifts each lane's block. Not thread-safe.</summary>
/// <remarks>
/// An estimate from below of the block's least eigenvalue: that of its last 2 × 2 block, less what the coupling of that to the rest can take off (Kato and Temple).
/// It may be too much; then the sweep fails and is repeated with less.
/// </remarks>
internal sealed unsafe class ShiftEstimate<V>
    where V : unmanaged, ILanes<V, double>
{
    private readonly LaneBuffer _inputs = new();

    /// <summary>An estimate for lanes of one width, with memory of its own.</summary>
    public ShiftEstimate() => _inputs.Clear(7 * V.Count);

    /// <summary>Sets the shifts of the lanes that need one.</summary>
    /// <param name="q">Squared diagonal.</param>
    /// <param name="e">What stands above it, squared.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(LaneSpectrum[] spectra, double* q, double* e)
    {
        var inputs = _inputs.Start;
        foreach (var spectrum in spectra)
        {
            if (!spectrum.NeedsShift)
                continue;
            var at = (spectrum.High * V.Count) + spectrum.Lane;
            var into = inputs + spectrum.Lane;
            into[0] = q[at];
            into[V.Count] = q[at - V.Count];
            into[2 * V.Count] = e[at - V.Count];
            into[3 * V.Count] = q[at - (2 * V.Count)];
            into[4 * V.Count] = e[at - (2 * V.Count)];
            into[5 * V.Count] = spectrum.Bound;
        }

        var input = (V*)inputs;
        input[6] = Estimate(input[0], input[1], input[2], input[3], input[4], input[5]);
        foreach (var spectrum in spectra)
            if (spectrum.NeedsShift)
                spectrum.TakeShift(double.IsNaN(spectrum.Bound) ? 0 : inputs[(6 * V.Count) + spectrum.Lane]);
    }

    /// <param name="q0">The last on the squared diagonal.</param>
    /// <param name="q1">The one before.</param>
    /// <param name="e1">What stands above the last.</param>
    /// <param name="q2">The third last on the squared diagonal.</param>
    /// <param name="e2">What stands above the second last.</param>
    /// <param name="bound">No eigenvalue estimate may exceed it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Estimate(V q0, V q1, V e1, V q2, V e2, V bound)
    {
        V zero = V.Of(0), half = V.Of(0.5), infinity = V.Of(double.PositiveInfinity);
        // J = [c √b; √b a] with det J = ac − b.
        V a = q0 + e1, b = q1 * e1, c = q1 + e2;
        var difference = (c - a) * half;
        var root = V.Sqrt((difference * difference) + b);
        var least = ((a * c) - b) / (((c + a) * half) + root);
        least = V.Select(V.Less(zero, least), least, zero);
        var gap = c - least;
        var coupling = q2 * e2 * b / (b + (gap * gap));
        var first = V.Sqrt(coupling);
        var second = V.Select(V.Less(zero, gap), (coupling + coupling) / gap, infinity);
        var shift = least - V.Select(V.Less(second, first), second, first);
        shift = V.Select(V.Less(bound, shift), bound * V.Of(0.999), shift);
        return V.Select(V.Less(zero, shift), shift, V.Select(V.Less(bound, infinity), bound * V.Of(0.25), zero));
    }
}
