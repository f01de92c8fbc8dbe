using System.Numerics;
using System.Runtime.InteropServices;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;
using Sweeps.Tables;

namespace Sweeps.Parquet.Writing;

/// <summary>
/// Bounds of a column's values as Parquet defines them: texts by their UTF-8 bytes, a zero minimum as -0 and a zero maximum as +0.
/// A column with a NaN has no bounds, as readers disagree about where a NaN is sorted.
/// </summary>
internal static class StatisticsWriter
{
    /// <summary>Longer texts are cut, which the statistics then say.</summary>
    private const int MaximumTextBytes = 64;

    public static ChunkStatistics Of(ColumnData column, EncodedPages encoded)
    {
        var bounds = column switch
        {
            ColumnData<bool> typed => OfBooleans(typed),
            ColumnData<int> typed => OfNumbers(typed),
            ColumnData<long> typed => OfNumbers(typed),
            ColumnData<float> typed => OfFloats(typed),
            ColumnData<double> typed => OfFloats(typed),
            _ => OfTexts(encoded),
        };
        return bounds with { NullCount = column.NullFlags.Count(true) };
    }

    private static ChunkStatistics OfBooleans(ColumnData<bool> column)
    {
        var (any, all) = (false, true);
        var seen = false;
        for (var i = 0; i < column.Count; i++)
        {
            if (column.IsNull(i))
                continue;
            seen = true;
            any |= column.Array[i];
            all &= column.Array[i];
        }

        return seen ? Exact([all ? (byte)1 : (byte)0], [any ? (byte)1 : (byte)0]) : new ChunkStatistics();
    }

    private static ChunkStatistics OfNumbers<T>(ColumnData<T> column)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var (least, most) = (T.MaxValue, T.MinValue);
        for (var i = 0; i < column.Count; i++)
        {
            if (column.IsNull(i))
                continue;
            var value = column.Array[i];
            least = value < least ? value : least;
            most = value > most ? value : most;
        }

        return least <= most ? Exact(Bytes(least), Bytes(most)) : new ChunkStatistics();
    }

    private static ChunkStatistics OfFloats<T>(ColumnData<T> column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (least, most) = (T.PositiveInfinity, T.NegativeInfinity);
        var seen = false;
        for (var i = 0; i < column.Count; i++)
        {
            if (column.IsNull(i))
                continue;
            var value = column.Array[i];
            if (T.IsNaN(value))
                return new ChunkStatistics();
            seen = true;
            least = value < least ? value : least;
            most = value > most ? value : most;
        }

        if (!seen)
            return new ChunkStatistics();
        return Exact(Bytes(least == T.Zero ? T.NegativeZero : least), Bytes(most == T.Zero ? T.Zero : most));
    }

    private static ChunkStatistics OfTexts(EncodedPages encoded)
    {
        var texts = new ByteCursor((encoded.Dictionary ?? encoded.Values).Written);
        if (texts.Remaining == 0)
            return new ChunkStatistics();
        var least = texts.Take(texts.Int32());
        var most = least;
        while (texts.Remaining > 0)
        {
            var text = texts.Take(texts.Int32());
            if (text.SequenceCompareTo(least) < 0)
                least = text;
            else if (text.SequenceCompareTo(most) > 0)
                most = text;
        }

        var cutLeast = least.Length > MaximumTextBytes;
        var upper = most.Length > MaximumTextBytes ? Above(Cut(most)) : most.ToArray();
        return new ChunkStatistics
        {
            Minimum = (cutLeast ? Cut(least) : least).ToArray(),
            MinimumExact = !cutLeast,
            Maximum = upper,
            MaximumExact = upper is null ? null : most.Length <= MaximumTextBytes,
        };
    }

    // Not in the middle of a character.
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        var length = MaximumTextBytes;
        while ((text[length] & 0xC0) == 0x80)
            length--;
        return text[..length];
    }

    // The last ASCII character that has a successor is raised, so that the bound stays UTF-8; null if there is none.
    private static byte[]? Above(ReadOnlySpan<byte> text)
    {
        var last = text.LastIndexOfAnyInRange((byte)0, (byte)0x7E);
        if (last < 0)
            return null;
        var above = text[..(last + 1)].ToArray();
        above[last]++;
        return above;
    }

    private static ChunkStatistics Exact(byte[] minimum, byte[] maximum) =>
        new() { Minimum = minimum, Maximum = maximum, MinimumExact = true, MaximumExact = true };

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
