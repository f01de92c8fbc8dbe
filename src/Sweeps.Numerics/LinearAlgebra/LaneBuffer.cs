using System.Runtime.InteropServices;

namespace Sweeps.Numerics.LinearAlgebra;

/// <summary>Memory that stays where it is and begins with a cache line: a vector across two costs twice.</summary>
internal sealed unsafe class LaneBuffer
{
    private const int LineDoubles = 8;
    private double[] _storage = [];

    /// <summary>The first number, at an address that is a multiple of 64; valid until the next <see cref="Reserve"/>. Null before the first one.</summary>
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
