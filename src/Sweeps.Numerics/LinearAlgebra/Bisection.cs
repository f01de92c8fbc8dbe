namespace Sweeps.Numerics.LinearAlgebra;

/// <summary>Singular values of a bidiagonal matrix by counting: slow and sure, for what <see cref="QuotientDifference{V}"/> gave up.</summary>
internal static class Bisection
{
    /// <summary>The largest singular value and the sum of all.</summary>
    /// <param name="q">Squared diagonal.</param>
    /// <param name="e">What stands above it, squared, and a 0.</param>
    public static (double Largest, double Sum) Of(ReadOnlySpan<double> q, ReadOnlySpan<double> e)
    {
        // No eigenvalue of BᵀB exceeds its trace.
        var trace = 0.0;
        for (var i = 0; i < q.Length; i++)
            trace += q[i] + e[i];
        var (largest, sum) = (0.0, 0.0);
        for (var index = 0; index < q.Length; index++)
        {
            // On the singular value itself: what is divided is its error.
            var (low, high) = (0.0, Math.Sqrt(trace));
            for (var middle = high / 2; middle > low && middle < high; middle = low + ((high - low) / 2))
            {
                if (CountBelow(q, e, middle * middle) > index)
                    high = middle;
                else
                    low = middle;
            }

            sum += low;
            largest = Math.Max(largest, low);
        }

        return (largest, sum);
    }

    /// <summary>How many eigenvalues of BᵀB are less than x: the negative pivots of BᵀB − x (the stationary quotient-difference form of Sturm's count).</summary>
    private static int CountBelow(ReadOnlySpan<double> q, ReadOnlySpan<double> e, double x)
    {
        var (count, shifted) = (0, -x);
        for (var i = 0; i < q.Length; i++)
        {
            var pivot = q[i] + shifted;
            if (pivot == 0)
                pivot = -double.Epsilon;
            if (pivot < 0)
                count++;
            // e · shifted / pivot, where an infinite quotient is meant to be so: the next pivot has the opposite sign.
            shifted = (e[i] == 0 ? 0 : e[i] * (shifted / pivot)) - x;
        }

        return count;
    }
}
