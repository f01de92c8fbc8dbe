using System.Runtime.CompilerServices;

namespace Sweeps.Parquet.Encodings;

/// <summary>The distinct values of a column of numbers in the order of their first appearance; equal means the same bits.</summary>
internal sealed class NumberDictionary
{
    /// <summary>With more distinct values than this, a dictionary does not pay.</summary>
    public const int MaximumCount = 1 << 15;

    private const int SlotBits = 16;
    private readonly int[] _slots = new int[1 << SlotBits];
    private readonly ulong[] _keys = new ulong[MaximumCount];

    /// <summary>Finds each value's place among the distinct ones.</summary>
    /// <param name="places">As many as there are values.</param>
    /// <returns>The number of distinct values, or -1 if there are too many.</returns>
    public int Build<T>(ReadOnlySpan<T> values, Span<int> places)
        where T : unmanaged
    {
        Array.Clear(_slots);
        var count = 0;
        var previous = 0UL;
        for (var i = 0; i < values.Length; i++)
        {
            var key = Bits(values[i]);
            if (i > 0 && key == previous)
            {
                places[i] = places[i - 1];
                continue;
            }

            previous = key;
            var slot = (int)((key * 0x9E3779B97F4A7C15) >> (64 - SlotBits));
            while (_slots[slot] != 0 && _keys[_slots[slot] - 1] != key)
                slot = (slot + 1) & ((1 << SlotBits) - 1);
            if (_slots[slot] == 0)
            {
                if (count == MaximumCount)
                    return -1;
                _keys[count] = key;
                _slots[slot] = ++count;
            }

            places[i] = _slots[slot] - 1;
        }

        return count;
    }

    /// <summary>The distinct values that <see cref="Build"/> found.</summary>
    public T[] Values<T>(int count)
        where T : unmanaged
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
            values[i] = Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<uint, T>((uint)_keys[i]) : Unsafe.BitCast<ulong, T>(_keys[i]);
        return values;
    }

    private static ulong Bits<T>(T value)
        where T : unmanaged =>
        Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<T, uint>(value) : Unsafe.BitCast<T, ulong>(value);
}
