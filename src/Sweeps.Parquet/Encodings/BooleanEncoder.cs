using System.Buffers;
using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>Booleans as runs, with the number of bytes before them.</summary>
internal static class BooleanEncoder
{
    public static void Encode(ReadOnlySpan<bool> values, GrowingBuffer output) => Encode(values, flip: false, output);

    /// <summary>Definition levels of a column without nesting: 0 where there is a null.</summary>
    public static void EncodeLevels(ReadOnlySpan<bool> nulls, GrowingBuffer output) => Encode(nulls, flip: true, output);

    /// <summary>Definition levels of rows without a null.</summary>
    public static void EncodeLevels(int rows, GrowingBuffer output)
    {
        var start = BeginLength(output);
        HybridEncoder.Repeat(1, rows, 1, output);
        EndLength(start, output);
    }

    private static void Encode(ReadOnlySpan<bool> values, bool flip, GrowingBuffer output)
    {
        var bits = ArrayPool<int>.Shared.Rent(values.Length);
        for (var i = 0; i < values.Length; i++)
            bits[i] = values[i] != flip ? 1 : 0;
        var start = BeginLength(output);
        HybridEncoder.Encode(bits.AsSpan(0, values.Length), 1, output);
        EndLength(start, output);
        ArrayPool<int>.Shared.Return(bits);
    }

    private static int BeginLength(GrowingBuffer output)
    {
        output.Reserve(4);
        output.Advance(4);
        return output.Length;
    }

    private static void EndLength(int start, GrowingBuffer output) =>
        BinaryPrimitives.WriteInt32LittleEndian(output.Written[(start - 4)..], output.Length - start);
}
