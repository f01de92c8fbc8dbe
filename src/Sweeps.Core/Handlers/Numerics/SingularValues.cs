namespace Sweeps.Core.Handlers.Numerics;

/// <summary>Singular values by one-sided Jacobi rotations (Hestenes) in double precision.</summary>
internal sealed class SingularValues
{
    private const int MaxSweeps = 60;
    private double[] _columns = [];

    /// <summary>σ₁ and Σσ; NaN if the matrix is not finite.</summary>
    public (double Largest, double Sum) Of(TensorLines lines)
    {
        // The singular values of a matrix and its transpose are the same: rotate the fewer vectors.
        var (count, length) = (lines.Count, lines.Length);
        var transpose = count > length;
        if (transpose)
            (count, length) = (length, count);
        if (_columns.Length < count * length)
            _columns = new double[count * length];
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            for (var j = 0; j < line.Length; j++)
            {
                if (!float.IsFinite(line[j]))
                    return (double.NaN, double.NaN);
                _columns[transpose ? (j * length) + i : (i * length) + j] = line[j];
            }
        }

        for (var sweep = 0; sweep < MaxSweeps && Sweep(count, length); sweep++)
        {
        }

        var (largest, sum) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var column = _columns.AsSpan(i * length, length);
            var norm = Math.Sqrt(Dot(column, column));
            largest = Math.Max(largest, norm);
            sum += norm;
        }

        return (largest, sum);
    }

    private bool Sweep(int count, int length)
    {
        var rotated = false;
        for (var p = 0; p < count - 1; p++)
        {
            for (var q = p + 1; q < count; q++)
                rotated |= Rotate(_columns.AsSpan(p * length, length), _columns.AsSpan(q * length, length));
        }

        return rotated;
    }

    private static bool Rotate(Span<double> p, Span<double> q)
    {
        var (pp, qq, pq) = (Dot(p, p), Dot(q, q), Dot(p, q));
        if (Math.Abs(pq) <= 1e-15 * Math.Sqrt(pp) * Math.Sqrt(qq))
            return false;
        var zeta = (qq - pp) / (2 * pq);
        var tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        var sine = cosine * tangent;
        for (var i = 0; i < p.Length; i++)
            (p[i], q[i]) = ((cosine * p[i]) - (sine * q[i]), (sine * p[i]) + (cosine * q[i]));
        return true;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
