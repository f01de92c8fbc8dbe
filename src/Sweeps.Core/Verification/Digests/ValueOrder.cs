using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Verification.Digests;

/// <summary>A total order of a column's values that does not depend on their encoding: null, then −∞ … −0, 0 … ∞, then <c>NaN</c>; texts by code point.</summary>
internal static class ValueOrder
{
    public static Comparison<int> Of(ColumnData column) => column switch
    {
        ColumnData<bool> values => By(values, static value => value ? 1 : 0),
        ColumnData<int> values => By(values, static value => value),
        ColumnData<long> values => By(values, static value => value),
        ColumnData<float> values => By(values, static value => Key(value)),
        ColumnData<double> values => By(values, static value => Key(value)),
        ColumnData<string> values => (left, right) => Nulls(values, left, right) ?? ByCodePoint(values.Values[left], values.Values[right]),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Schema.Type, "Unknown column type."),
    };

    private static Comparison<int> By<T>(ColumnData<T> values, Func<T, long> key) =>
        (left, right) => Nulls(values, left, right) ?? key(values.Values[left]).CompareTo(key(values.Values[right]));

    private static int? Nulls(ColumnData column, int left, int right) => (column.IsNull(left), column.IsNull(right)) switch
    {
        (false, false) => null,
        (true, true) => 0,
        (var isLeft, _) => isLeft ? -1 : 1,
    };

    // The bits of a negative number grow with its size.
    private static long Key(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Canonical.Of(value));
        return bits ^ ((bits >> 63) & long.MaxValue);
    }

    private static int ByCodePoint(string left, string right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
            if (left[i] != right[i])
                return Place(left[i]) - Place(right[i]);
        return left.Length - right.Length;
    }

    // UTF-16 has surrogates, halves of the highest code points, below U+E000.
    private static int Place(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
