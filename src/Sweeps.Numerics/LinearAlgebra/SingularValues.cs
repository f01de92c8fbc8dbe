using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Statistics;

namespace Sweeps.Numerics.LinearAlgebra;

/// <summary>Largest singular value and sum of all, of several matrices at once, in double precision. Not thread-safe.</summary>
/// <remarks>
/// The squares of Gram matrices are avoided: they would cost half the digits of small singular values, which add up in matrices of low rank.
/// A matrix's numbers are the same bits whatever stands in the other lanes and however many there are.
/// </remarks>
public abstract class SingularValues
{
    /// <summary>How many matrices at once.</summary>
    public abstract int Capacity { get; }

    /// <summary>σ₁ and Σσ of the matrix in a lane, after <see cref="Compute"/>; NaN if it is not finite.</summary>
    public abstract (double Largest, double Sum) this[int lane] { get; }

    /// <summary>With as many lanes as this processor has.</summary>
    public static SingularValues Create()
    {
        if (Vector512.IsHardwareAccelerated)
            return new SingularValues<Lanes512<double>>();
        if (Vector256.IsHardwareAccelerated)
            return new SingularValues<Lanes256<double>>();
        return Vector128.IsHardwareAccelerated ? new SingularValues<Lanes128<double>>() : new SingularValues<Lanes1<double>>();
    }

    /// <summary>Makes room for matrices of at most this size; smaller ones are taken with zeros around them, which change nothing.</summary>
    public abstract void Clear(int lines, int length);

    /// <summary>Puts a matrix into a lane. A matrix and its transpose have the same singular values.</summary>
    public abstract void Load(int lane, TensorLines lines);

    /// <summary>Finds the singular values of what was loaded.</summary>
    public abstract void Compute();
}

/// <summary>Singular values in lanes of one width.</summary>
/// <param name="sweepsPerValue">When <see cref="QuotientDifference{V}"/> gives up and bisection takes over.</param>
public sealed unsafe class SingularValues<V>(int sweepsPerValue = 20) : SingularValues
    where V : unmanaged, ILanes<V, double>
{
    /// <summary>Lanes written at once.</summary>
    private const int Together = 4;

    private readonly LaneBuffer _matrices = new();
    private readonly Bidiagonalization<V> _bidiagonalization = new();
    private readonly QuotientDifference<V> _values = new(sweepsPerValue);
    private readonly (double Largest, double Sum)[] _found = new (double, double)[V.Count];
    private readonly bool[] _isFinite = new bool[V.Count];
    private float[] _loaded = [];
    private double[] _bidiagonal = [];
    private int _rows;
    private int _columns;

    /// <inheritdoc/>
    public override int Capacity => V.Count;

    /// <inheritdoc/>
    public override (double Largest, double Sum) this[int lane] => _found[lane];

    /// <inheritdoc/>
    public override void Clear(int lines, int length)
    {
        (_rows, _columns) = (Math.Max(lines, length), Math.Min(lines, length));
        _matrices.Reserve(_rows * (_columns + Bidiagonalization<V>.SpareColumns) * V.Count);
        if (_loaded.Length < _rows * _columns * V.Count)
            _loaded = new float[_rows * _columns * V.Count];
        if (_bidiagonal.Length < 2 * _columns * V.Count)
            _bidiagonal = new double[2 * _columns * V.Count];
        Array.Clear(_isFinite);
    }

    /// <inheritdoc/>
    public override void Load(int lane, TensorLines lines)
    {
        var matrix = Loaded(lane);
        if (lines.Count * lines.Length < matrix.Length)
            matrix.Clear();
        var isTall = lines.Count > lines.Length;
        for (var i = 0; i < lines.Count; i++)
        {
            if (isTall)
                Scatter(lines[i], matrix[i..], _rows);
            else
                lines[i].CopyTo(matrix[(i * _rows)..]);
        }

        _isFinite[lane] = Counting.AllFinite(matrix);
    }

    /// <inheritdoc/>
    public override void Compute()
    {
        for (var lane = 0; lane < V.Count; lane++)
            if (!_isFinite[lane])
                Loaded(lane).Clear();
        Interleave();
        _values.Clear(_columns);
        _bidiagonalization.Reduce((V*)_matrices.Start, _rows, _columns, _values.Diagonal, _values.Super);
        new Span<V>(_values.Diagonal, _columns).CopyTo(MemoryMarshal.Cast<double, V>(_bidiagonal.AsSpan()));
        new Span<V>(_values.Super, _columns).CopyTo(MemoryMarshal.Cast<double, V>(_bidiagonal.AsSpan(_columns * V.Count)));
        _values.Compute(_found);
        for (var lane = 0; lane < V.Count; lane++)
        {
            if (!_isFinite[lane])
                _found[lane] = (double.NaN, double.NaN);
            else if (double.IsNaN(_found[lane].Sum))
                _found[lane] = Bisect(lane);
        }
    }

    private (double Largest, double Sum) Bisect(int lane)
    {
        var (q, e) = (new double[_columns], new double[_columns]);
        for (var i = 0; i < _columns; i++)
            (q[i], e[i]) = (_bidiagonal[(i * V.Count) + lane], _bidiagonal[((_columns + i) * V.Count) + lane]);
        return Bisection.Of(q, e);
    }

    /// <summary>Column after column.</summary>
    private Span<float> Loaded(int lane) => _loaded.AsSpan(lane * _rows * _columns, _rows * _columns);

    private static void Scatter(ReadOnlySpan<float> line, Span<float> target, int stride)
    {
        for (var j = 0; j < line.Length; j++)
            target[j * stride] = line[j];
    }

    /// <summary>Puts the lanes side by side, by way of a piece of each as doubles: to convert number by number would chain them all through one register.</summary>
    private void Interleave()
    {
        const int Piece = 64;
        var count = _rows * _columns;
        var piece = stackalloc double[Piece * V.Count];
        new Span<double>(_matrices.Start + (count * V.Count), _rows * Bidiagonalization<V>.SpareColumns * V.Count).Clear();
        for (var from = 0; from < count; from += Piece)
        {
            var length = Math.Min(Piece, count - from);
            for (var lane = 0; lane < V.Count; lane++)
                Widen(Loaded(lane).Slice(from, length), new Span<double>(piece + (lane * Piece), length));
            var target = _matrices.Start + (from * V.Count);
            var done = 0;
            for (; done + Together <= V.Count; done += Together)
                InterleaveFour(piece + (done * Piece), Piece, length, target + done);
            for (; done < V.Count; done++)
                for (var i = 0; i < length; i++)
                    target[(i * V.Count) + done] = piece[(done * Piece) + i];
        }
    }

    private static void InterleaveFour(double* source, int stride, int length, double* target)
    {
        double* a = source, b = a + stride, c = b + stride, d = c + stride;
        for (var i = 0; i < length; i++)
        {
            Vector256.Create(a[i], b[i], c[i], d[i]).Store(target);
            target += V.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<float> source, Span<double> target)
    {
        var singles = MemoryMarshal.Cast<float, Vector<float>>(source);
        var doubles = MemoryMarshal.Cast<double, Vector<double>>(target);
        for (var i = 0; i < singles.Length; i++)
            Vector.Widen(singles[i], out doubles[2 * i], out doubles[(2 * i) + 1]);
        for (var i = singles.Length * Vector<float>.Count; i < source.Length; i++)
            target[i] = source[i];
    }
}
