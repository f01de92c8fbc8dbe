using Parquet;
using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>Takes the values of one column of a row group from the library.</summary>
internal static class ChunkReader
{
    private const int RowsBeforeJudging = 256;

    public static Task ReadAsync(ParquetRowGroupReader group, ColumnFields fields, ColumnData target, int rows) => target switch
    {
        ColumnData<bool> typed => ReadAsync(group, fields, typed, rows),
        ColumnData<int> typed => ReadAsync(group, fields, typed, rows),
        ColumnData<long> typed => ReadAsync(group, fields, typed, rows),
        ColumnData<float> typed => ReadAsync(group, fields, typed, rows),
        ColumnData<double> typed => ReadAsync(group, fields, typed, rows),
        ColumnData<string> typed => ReadTextsAsync(group, fields, typed, rows),
        ColumnData<DateTime> typed => ReadTimesAsync(group, fields, typed, rows),
        _ => throw new ArgumentException($"The column '{target.Schema.Name}' has no Parquet type.", nameof(target)),
    };

    private static async Task ReadAsync<T>(ParquetRowGroupReader group, ColumnFields fields, ColumnData<T> target, int rows)
        where T : struct
    {
        target.Extend(rows);
        using var levels = Levels(target, rows);
        await group.ReadRawAsync<T>(fields.Values, target.Array.AsMemory(0, rows), levels?.Memory, null);
        Spread(target, levels);
    }

    private static async Task ReadTimesAsync(ParquetRowGroupReader group, ColumnFields fields, ColumnData<DateTime> target, int rows)
    {
        using var levels = Levels(target, rows);
        using var values = Pooled<long>.OfLength(rows);
        await group.ReadRawAsync<long>(fields.Values, values.Memory, levels?.Memory, null);
        var present = Present(levels, rows);
        var times = target.Extend(rows);
        for (var i = 0; i < present; i++)
            times[i] = Timestamps.FromMicroseconds(values.Memory.Span[i]);
        Spread(target, levels);
    }

    private static async Task ReadTextsAsync(ParquetRowGroupReader group, ColumnFields fields, ColumnData<string> target, int rows)
    {
        using var levels = Levels(target, rows);
        using var values = Pooled<ReadOnlyMemory<char>>.OfLength(rows);
        await group.ReadRawAsync<ReadOnlyMemory<char>>(fields.Values, values.Memory, levels?.Memory, null);
        var texts = target.Extend(rows);
        // Rows with one place in the dictionary have the same memory: compared by it alone, they get one text.
        // A column whose texts are nearly all different, such as that of run ids, gains nothing by that.
        var known = new Dictionary<ReadOnlyMemory<char>, string>();
        var looked = 0;
        ReadOnlyMemory<char> last = default;
        var text = "";
        var present = values.Memory.Span[..Present(levels, rows)];
        for (var i = 0; i < present.Length; i++)
        {
            var value = present[i];
            if (!value.Equals(last))
            {
                var isWorthIt = looked < RowsBeforeJudging || known.Count <= looked / 2;
                if (!isWorthIt || !known.TryGetValue(value, out text!))
                {
                    text = value.ToString();
                    if (isWorthIt)
                        known.Add(value, text);
                }

                looked += isWorthIt ? 1 : 0;
            }

            last = value;
            texts[i] = text;
        }

        Spread(target, levels);
    }

    private static Pooled<int>? Levels(ColumnData target, int rows) => target.Schema.Nullable ? Pooled<int>.OfLength(rows) : null;

    private static int Present(Pooled<int>? levels, int rows) => levels?.Memory.Span.Count(1) ?? rows;

    // From the end, so that no value is overwritten before it has moved.
    private static void Spread<T>(ColumnData<T> target, Pooled<int>? levels)
    {
        var rows = target.Count;
        var present = Present(levels, rows);
        if (present == rows)
            return;
        var values = target.Array;
        var nulls = target.MutableNullFlags();
        var level = levels!.Memory.Span;
        for (var i = rows - 1; i >= 0; i--)
        {
            nulls[i] = level[i] == 0;
            values[i] = nulls[i] ? default! : values[--present];
        }
    }
}
