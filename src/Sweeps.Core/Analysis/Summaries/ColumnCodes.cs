using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Values of columns as small numbers: rows with equal values have equal numbers.</summary>
internal static class ColumnCodes
{
    private const int Null = 0;

    /// <summary>A number per row, from 0, in no particular order.</summary>
    public static int[] Of(ColumnData column) => column switch
    {
        ColumnData<string> typed => Of(typed),
        ColumnData<int> typed => Of(typed),
        ColumnData<long> typed => Of(typed),
        ColumnData<double> typed => Of(typed),
        ColumnData<float> typed => Of(typed),
        ColumnData<bool> typed => Of(typed),
        _ => throw new ArgumentException($"The column '{column.Schema.Name}' has a type of its own.", nameof(column)),
    };

    /// <summary>Numbers for pairs of numbers, from 0, as the pairs first appear.</summary>
    public static int[] Combine(int[] left, int[] right)
    {
        var numbers = new Dictionary<(int, int), int>();
        var combined = new int[left.Length];
        for (var row = 0; row < combined.Length; row++)
        {
            if (!numbers.TryGetValue((left[row], right[row]), out var number))
                numbers[(left[row], right[row])] = number = numbers.Count;
            combined[row] = number;
        }

        return combined;
    }

    private static int[] Of<T>(ColumnData<T> column)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        var codes = new int[column.Count];
        var values = column.Values;
        for (var row = 0; row < codes.Length; row++)
        {
            if (column.IsNull(row))
            {
                codes[row] = Null;
                continue;
            }

            // Along an axis, consecutive rows often have the same value.
            if (row > 0 && codes[row - 1] != Null && EqualityComparer<T>.Default.Equals(values[row], values[row - 1]))
            {
                codes[row] = codes[row - 1];
                continue;
            }

            if (!numbers.TryGetValue(values[row], out var code))
                numbers[values[row]] = code = Null + 1 + numbers.Count;
            codes[row] = code;
        }

        return codes;
    }
}
