using System.Runtime.InteropServices;

namespace Sweeps.Numerics.LinearAlgebra;

/// <summary>Memory that stays where it is and begins with a cache line: a vector across two costs twice.</summary>
public sealed unsafe class LaneBuffer
{
    private const int LineDoubles = 8;
    private double[] _storage = [];

    public double* Start { get; private set; }

    /// <summary>Makes room for so many numbers, whatever they are.</summary>
    public void Reserve(int count)
    {
        if (_storage.Length >= count + LineDoubles)
            return;
        _storage = GC.AllocateArray<double>(count + LineDoubles, pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_storage, 0);
        var misplaced = address % (LineDoubles * sizeof(double));
        Start = (double*)(misplaced == 0 ? address : address + (LineDoubles * sizeof(double)) - misplaced);
    }

    /// <summary>Makes room for so many numbers, all 0.</summary>
    public void Clear(int count)
    {
        Reserve(count);
        new Span<double>(Start, count).Clear();
    }
}
