using System.Runtime.CompilerServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.LinearAlgebra;

/// <summary>Reduces matrices, one per lane, to upper bidiagonal form by Householder reflections from both sides.</summary>
/// <remarks>
/// Golub and Kahan 1965, with both updates of a step and the next projection in one pass over the matrix (as LAPACK's dlabrd defers them).
/// A lane's numbers are those of a single lane: these additions in this order, no fused multiply-add; none sees another. Not thread-safe.
/// </remarks>
internal sealed unsafe class Bidiagonalization<V>
    where V : unmanaged, ILanes<V, double>
{
    /// <summary>Squares below this are left as they are: rounding errors of rounding errors, on the way to underflow.</summary>
    private const double Nothing = 1e-290;

    private readonly LaneBuffer _work = new();

    /// <summary>Columns of zeros that have to follow the matrix: columns are taken four at a time.</summary>
    public const int SpareColumns = 3;

    /// <param name="matrix">Column after column of <paramref name="rows"/> vectors, and the spare columns; destroyed.</param>
    /// <param name="rows">At least <paramref name="columns"/>.</param>
    /// <param name="diagonal">Room for the squares of the diagonal.</param>
    /// <param name="super">Room for the squares of what stands above it, and a 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reduce(V* matrix, int rows, int columns, V* diagonal, V* super)
    {
        var room = columns + SpareColumns;
        _work.Clear(((3 * rows) + (2 * room)) * V.Count);
        // The matrix still lacks − v tᵀ − z uᵀ of the step before; w becomes the v of this one.
        var v = (V*)_work.Start;
        var w = v + rows;
        var z = w + rows;
        var t = z + rows;
        var u = t + room;
        for (var k = 0; k < columns; k++)
        {
            var column = matrix + (k * rows);
            V tk = t[k], uk = u[k];
            for (var i = k; i < rows; i++)
                column[i] = column[i] - (v[i] * tk) - (z[i] * uk);
            diagonal[k] = Reflect(column, w, k, rows, out var factor);
            Project(matrix, v, w, z, t, u, k, rows, columns, factor);
            if (k == columns - 1)
                break;
            for (var j = k + 1; j < columns; j++)
                u[j] = matrix[(j * rows) + k] - (t[j] * w[k]);
            super[k] = Reflect(u, u, k + 1, columns, out factor);
            Multiply(matrix, w, z, t, u, k + 1, rows, columns, factor);
            var done = v;
            v = w;
            w = done;
        }

        super[columns - 1] = V.Of(0);
    }

    /// <summary>From place <paramref name="first"/> on, makes v the vector of the reflection 1 − f v vᵀ that leaves only the first component of x; returns that one's square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Reflect(V* x, V* v, int first, int end, out V factor)
    {
        var head = x[first];
        for (var i = first + 1; i < end; i++)
            v[i] = x[i];
        var rest = Dot(x, x, first + 1, end);
        var square = (head * head) + rest;
        var moved = head + V.CopySign(V.Sqrt(square), head);
        v[first] = moved;
        factor = V.Select(V.Less(V.Of(Nothing), rest), V.Of(2) / ((moved * moved) + rest), V.Of(0));
        return square;
    }

    /// <summary>Σ a b in two sums, of every other product each: one would wait for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Dot(V* a, V* b, int first, int end)
    {
        V even = V.Of(0), odd = even;
        var i = first;
        for (; i + 2 <= end; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        if (i < end)
            even += a[i] * b[i];
        return even + odd;
    }

    /// <summary>Updates the columns behind k by what the matrix lacks and puts f wᵀA into t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Project(V* matrix, V* v, V* w, V* z, V* t, V* u, int k, int rows, int columns, V factor)
    {
        for (var j = k + 1; j < columns; j += 4)
        {
            V* a0 = matrix + (j * rows), a1 = a0 + rows, a2 = a1 + rows, a3 = a2 + rows;
            V t0 = t[j], t1 = t[j + 1], t2 = t[j + 2], t3 = t[j + 3];
            V u0 = u[j], u1 = u[j + 1], u2 = u[j + 2], u3 = u[j + 3];
            V s0 = V.Of(0), s1 = s0, s2 = s0, s3 = s0;
            for (var i = k; i < rows; i++)
            {
                V vi = v[i], zi = z[i], wi = w[i];
                var x0 = a0[i] - (vi * t0) - (zi * u0);
                var x1 = a1[i] - (vi * t1) - (zi * u1);
                var x2 = a2[i] - (vi * t2) - (zi * u2);
                var x3 = a3[i] - (vi * t3) - (zi * u3);
                a0[i] = x0;
                a1[i] = x1;
                a2[i] = x2;
                a3[i] = x3;
                s0 += wi * x0;
                s1 += wi * x1;
                s2 += wi * x2;
                s3 += wi * x3;
            }

            t[j] = s0 * factor;
            t[j + 1] = s1 * factor;
            t[j + 2] = s2 * factor;
            t[j + 3] = s3 * factor;
        }
    }

    /// <summary>Puts f (A − w tᵀ) u into z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(V* matrix, V* w, V* z, V* t, V* u, int first, int rows, int columns, V factor)
    {
        for (var i = first; i < rows; i++)
            z[i] = V.Of(0);
        for (var j = first; j < columns; j += 4)
        {
            V* a0 = matrix + (j * rows), a1 = a0 + rows, a2 = a1 + rows, a3 = a2 + rows;
            V u0 = u[j], u1 = u[j + 1], u2 = u[j + 2], u3 = u[j + 3];
            for (var i = first; i < rows; i++)
                z[i] = z[i] + (a0[i] * u0) + (a1[i] * u1) + (a2[i] * u2) + (a3[i] * u3);
        }

        var along = Dot(t, u, first, columns);
        for (var i = first; i < rows; i++)
            z[i] = (z[i] - (w[i] * along)) * factor;
    }
}
