using System.Runtime.Intrinsics;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Core.Handlers.Numerics;

/// <summary>Largest singular value and sum of all, of several matrices at once, in double precision. Not thread-safe.</summary>
/// <remarks>
/// The squares of Gram matrices are avoided: they would cost half the digits of small singular values, which add up in matrices of low rank.
/// A matrix's numbers are the same bits whatever stands in the other lanes and however many there are.
/// </remarks>
internal abstract class SingularValues
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
internal sealed unsafe class SingularValues<V> : SingularValues
    where V : unmanaged, ILanes<V, double>
{
    private readonly LaneBuffer _matrices = new();
    private readonly Bidiagonalization<V> _bidiagonalization = new();
    private readonly QuotientDifference<V> _values = new();
    private readonly (double Largest, double Sum)[] _found = new (double, double)[V.Count];
    private readonly bool[] _isFinite = new bool[V.Count];
    private int _rows;
    private int _columns;

    public override int Capacity => V.Count;

    public override (double Largest, double Sum) this[int lane] => _found[lane];

    public override void Clear(int lines, int length)
    {
        (_rows, _columns) = (Math.Max(lines, length), Math.Min(lines, length));
        _matrices.Clear(_rows * _columns * V.Count);
    }

    public override void Load(int lane, TensorLines lines)
    {
        var (perLine, perValue) = lines.Count > lines.Length ? (1, _rows) : (_rows, 1);
        var sum = 0f;
        for (var i = 0; i < lines.Count; i++)
        {
            var place = _matrices.Start + (i * perLine * V.Count) + lane;
            foreach (var value in lines[i])
            {
                *place = value;
                place += perValue * V.Count;
                sum += value * 0;
            }
        }

        // 0 · x is NaN if x is not finite, and 0 otherwise.
        _isFinite[lane] = sum == 0;
    }

    public override void Compute()
    {
        for (var lane = 0; lane < V.Count; lane++)
            if (!_isFinite[lane])
                for (var i = lane; i < _rows * _columns * V.Count; i += V.Count)
                    _matrices.Start[i] = 0;
        _values.Clear(_columns);
        _bidiagonalization.Reduce((V*)_matrices.Start, _rows, _columns, _values.Diagonal, _values.Super);
        _values.Compute(_found);
        for (var lane = 0; lane < V.Count; lane++)
            if (!_isFinite[lane])
                _found[lane] = (double.NaN, double.NaN);
    }
}
