using System.Text;
using Parquet;
using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>Hands the values of one column of a row group to the library.</summary>
internal static class ChunkWriter
{
    /// <summary>Longer texts have no bounds, which the library would write whole and four times.</summary>
    private const int LongestBound = 64;

    private const int MostCharacters = 1 << 28;

    /// <exception cref="InvalidOperationException">A text cannot be expressed in UTF-8, or they are too long.</exception>
    public static async Task WriteAsync(ParquetRowGroupWriter group, ColumnFields fields, ColumnData column)
    {
        using var levels = Levels(column);
        // Of values that are not there the library would write bounds.
        if (column.HasNulls && !column.NullFlags.Contains(false))
            await group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(fields.Bare, default, levels?.Memory, null, default);
        else
            await (column switch
            {
                ColumnData<bool> typed => WriteAsync(group, fields, typed, levels),
                ColumnData<int> typed => WriteAsync(group, fields, typed, levels),
                ColumnData<long> typed => WriteAsync(group, fields, typed, levels),
                ColumnData<float> typed => WriteAsync(group, fields, typed, levels),
                ColumnData<double> typed => WriteAsync(group, fields, typed, levels),
                ColumnData<string> typed => WriteTextsAsync(group, fields, typed, levels),
                ColumnData<DateTime> typed => WriteTimesAsync(group, fields, typed, levels),
                _ => throw new ArgumentException($"The column '{column.Schema.Name}' has no Parquet type.", nameof(column)),
            });
    }

    private static async Task WriteAsync<T>(ParquetRowGroupWriter group, ColumnFields fields, ColumnData<T> column, Pooled<int>? levels)
        where T : struct
    {
        if (!column.HasNulls)
        {
            await group.WriteAllPartsAsync<T>(fields.Values, column.Array.AsMemory(0, column.Count), levels?.Memory, null, default);
            return;
        }

        using var present = new Pooled<T>(column.Count);
        for (var i = 0; i < column.Count; i++)
            if (!column.IsNull(i))
                present.Add(column.Array[i]);
        await group.WriteAllPartsAsync<T>(fields.Values, present.Memory, levels?.Memory, null, default);
    }

    private static async Task WriteTimesAsync(ParquetRowGroupWriter group, ColumnFields fields, ColumnData<DateTime> column, Pooled<int>? levels)
    {
        using var present = new Pooled<long>(column.Count);
        for (var i = 0; i < column.Count; i++)
            if (!column.IsNull(i))
                present.Add(Timestamps.ToMicroseconds(column.Array[i]));
        await group.WriteAllPartsAsync<long>(fields.Values, present.Memory, levels?.Memory, null, default);
    }

    private static async Task WriteTextsAsync(ParquetRowGroupWriter group, ColumnFields fields, ColumnData<string> column, Pooled<int>? levels)
    {
        using var texts = new Pooled<ReadOnlyMemory<char>>(column.Count);
        if (Collect(column, texts))
        {
            await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(fields.Values, texts.Memory, levels?.Memory, null, default);
            return;
        }

        using var bytes = new Pooled<ReadOnlyMemory<byte>>(column.Count);
        foreach (var text in texts.Memory.Span)
            bytes.Add(GetBytes(text));
        await group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(fields.Bare, bytes.Memory, levels?.Memory, null, default);
    }

    /// <returns>
    /// Whether the library's bounds would be right and short. It compares texts by UTF-16, where halves of characters above U+FFFF come before U+E000, and readers compare them by UTF-8, where these characters come last.
    /// </returns>
    private static bool Collect(ColumnData<string> column, Pooled<ReadOnlyMemory<char>> texts)
    {
        var (isShort, hasPair, hasLast) = (true, false, false);
        var characters = 0L;
        string? previous = null;
        for (var i = 0; i < column.Count; i++)
        {
            if (column.IsNull(i))
                continue;
            var text = column.Array[i] ?? throw new InvalidOperationException("A text is missing, and the column takes no nulls.");
            texts.Add(text.AsMemory());
            characters += text.Length;
            if (ReferenceEquals(text, previous))
                continue;
            previous = text;
            isShort &= text.Length <= LongestBound;
            hasLast |= text.AsSpan().ContainsAnyInRange('\uE000', '\uFFFF');
            if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
                continue;
            hasPair = true;
            Utf8.Check(text);
        }

        return characters <= MostCharacters
            ? isShort && !(hasPair && hasLast)
            : throw new InvalidOperationException($"The texts of a row group have {characters} characters, which are too many; choose fewer rows for a row group.");
    }

    private static ReadOnlyMemory<byte> GetBytes(ReadOnlyMemory<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text.Span)];
        Encoding.UTF8.GetBytes(text.Span, bytes);
        return bytes;
    }

    private static Pooled<int>? Levels(ColumnData column)
    {
        if (!column.Schema.Nullable)
            return null;
        var levels = new Pooled<int>(column.Count);
        for (var i = 0; i < column.Count; i++)
            levels.Add(column.IsNull(i) ? 0 : 1);
        return levels;
    }
}
