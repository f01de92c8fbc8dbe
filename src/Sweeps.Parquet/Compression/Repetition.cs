using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Compression;

/// <summary>The step that Snappy and LZ4 share: appending what was there before.</summary>
internal static class Repetition
{
    /// <param name="limit">What the output may grow to.</param>
    public static void Append(GrowingBuffer output, long distance, long length, int limit)
    {
        if (distance <= 0 || distance > output.Length)
            throw new ParquetException("a compressed page refers to bytes before its beginning");
        CheckRoom(output, length, limit);
        var target = output.Reserve((int)length);
        var from = output.Length - (int)distance;
        output.Advance((int)length);
        var all = output.Written;
        // Byte by byte where source and target overlap: that is how a short pattern is repeated.
        if (distance >= length)
            all.Slice(from, (int)length).CopyTo(target);
        else
            for (var i = 0; i < target.Length; i++)
                target[i] = all[from + i];
    }

    public static void CheckRoom(GrowingBuffer output, long length, int limit)
    {
        if (length > limit - output.Length)
            throw new ParquetException("a page has not the length that its header says");
    }
}
