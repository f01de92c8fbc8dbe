using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweeps.Numerics.Statistics;

/// <summary>Values dealt into 256 buckets between the least and the greatest, of equal width in ±√|x|: gradients crowd around 0. Not thread-safe.</summary>
/// <remarks>A greater value is never in a lower bucket: roots, subtraction, multiplication and truncation keep the order. Which bucket exactly, does not matter.</remarks>
internal sealed class Buckets
{
    private const int Number = 256;

    /// <summary>Equal values in a row would wait for each other's count; four tables in turn do not.</summary>
    private const int Tables = 4;

    private readonly int[] _counts = new int[Number * Tables];
    private byte[] _bucketOf = [];
    private int _length;
    private int _last;
    private int _below;

    /// <summary>Deals the values out, or returns false if their range is too wide or too narrow to be divided in float32.</summary>
    public bool TryDeal(ReadOnlySpan<float> values, ValueRange range)
    {
        var least = Bend(range.Least);
        var perUnit = (Number - 0.5f) / (Bend(range.Greatest) - least);
        if (!float.IsFinite(perUnit) || perUnit == 0)
            return false;
        _length = values.Length;
        if (_bucketOf.Length < _length)
            _bucketOf = new byte[_length];
        Assign(values, least, perUnit);
        Count();
        return true;
    }

    /// <summary>The bucket of the value with this rank, how many values it holds and how many lie in lower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int Bucket, int Inside, int Below) Find(int rank)
    {
        // Ranks mostly come in order: go on from the last one.
        if (rank < _below)
            (_last, _below) = (0, 0);
        while (_below + _counts[_last] <= rank)
            _below += _counts[_last++];
        return (_last, _counts[_last], _below);
    }

    /// <summary>Copies what a bucket holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Collect(ReadOnlySpan<float> values, int bucket, Span<float> inside)
    {
        var buckets = Vector256.Create((byte)bucket);
        var vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(_bucketOf.AsSpan(0, _length));
        var count = 0;
        for (var i = 0; i < vectors.Length; i++)
        {
            for (var mask = Vector256.Equals(vectors[i], buckets).ExtractMostSignificantBits(); mask != 0; mask &= mask - 1)
                inside[count++] = values[(i * Vector256<byte>.Count) + BitOperations.TrailingZeroCount(mask)];
        }

        for (var i = vectors.Length * Vector256<byte>.Count; i < _length; i++)
            if (_bucketOf[i] == bucket)
                inside[count++] = values[i];
    }

    private static float Bend(float value) => MathF.CopySign(MathF.Sqrt(MathF.Abs(value)), value);

    private static Vector<float> Bend(Vector<float> values) => Vector.ConditionalSelect(new Vector<float>(-0f), values, Vector.SquareRoot(Vector.Abs(values)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Assign(ReadOnlySpan<float> values, float least, float perUnit)
    {
        var leasts = new Vector<float>(least);
        var factors = new Vector<float>(perUnit);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var assigned = MemoryMarshal.Cast<byte, Vector<sbyte>>(_bucketOf.AsSpan(0, _length));
        for (var i = 0; i < assigned.Length; i++)
        {
            var quarter = vectors.Slice(4 * i, 4);
            assigned[i] = Vector.Narrow(
                Vector.Narrow(Bucket(quarter[0]), Bucket(quarter[1])),
                Vector.Narrow(Bucket(quarter[2]), Bucket(quarter[3])));
        }

        for (var i = assigned.Length * Vector<byte>.Count; i < _length; i++)
            _bucketOf[i] = (byte)((Bend(values[i]) - least) * perUnit);

        Vector<int> Bucket(Vector<float> vector) => Vector.ConvertToInt32Native((Bend(vector) - leasts) * factors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count()
    {
        Array.Clear(_counts);
        (_last, _below) = (0, 0);
        ref var counts = ref MemoryMarshal.GetArrayDataReference(_counts);
        var words = MemoryMarshal.Cast<byte, uint>(_bucketOf.AsSpan(0, _length));
        foreach (var word in words)
        {
            Unsafe.Add(ref counts, (byte)word)++;
            Unsafe.Add(ref counts, Number + (byte)(word >> 8))++;
            Unsafe.Add(ref counts, (2 * Number) + (byte)(word >> 16))++;
            Unsafe.Add(ref counts, (3 * Number) + (int)(word >> 24))++;
        }

        foreach (var bucket in _bucketOf.AsSpan(words.Length * sizeof(uint), _length - (words.Length * sizeof(uint))))
            _counts[bucket]++;
        var sums = MemoryMarshal.Cast<int, Vector<int>>(_counts.AsSpan());
        var perTable = Number / Vector<int>.Count;
        for (var i = 0; i < perTable; i++)
            sums[i] += sums[perTable + i] + sums[(2 * perTable) + i] + sums[(3 * perTable) + i];
    }
}
