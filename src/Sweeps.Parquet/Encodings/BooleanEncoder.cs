using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Encodings;

/// <summary>Booleans as runs, with the number of bytes before them.</summary>
internal static class BooleanEncoder
{
    public static void Encode(ReadOnlySpan<bool> values, GrowingBuffer output) => Encode(values, flip: false, output);

    /// <summary>Definition levels of a column without nesting: 0 where there is a null.</summary>
    public static void EncodeLevels(ReadOnlySpan<bool> nulls, GrowingBuffer output) => Encode(nulls, flip: true, output);

    private static void Encode(ReadOnlySpan<bool> values, bool flip, GrowingBuffer output)
    {
        var bits = new int[values.Length];
        for (var i = 0; i < bits.Length; i++)
            bits[i] = values[i] != flip ? 1 : 0;
        var start = output.Length;
        output.Reserve(4);
        output.Advance(4);
        HybridEncoder.Encode(bits, 1, output);
        BinaryPrimitives.WriteInt32LittleEndian(output.Written[start..], output.Length - start - 4);
    }
}
