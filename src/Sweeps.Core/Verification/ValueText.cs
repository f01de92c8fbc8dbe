using System.Globalization;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Verification;

/// <summary>Compares stored values by their bits, and converts them to texts with their bits.</summary>
internal static class ValueText
{
    /// <summary>Whether two values are the same: numbers bit for bit, but "not a number" is one value, as in the files.</summary>
    public static bool Same(ColumnData left, ColumnData right, int row)
    {
        if (left.IsNull(row) || right.IsNull(row))
            return left.IsNull(row) == right.IsNull(row);
        return (left, right) switch
        {
            (ColumnData<float> a, ColumnData<float> b) => Same(a.Values[row], b.Values[row]),
            (ColumnData<double> a, ColumnData<double> b) => BitConverter.DoubleToInt64Bits(a.Values[row]) == BitConverter.DoubleToInt64Bits(b.Values[row]) || (double.IsNaN(a.Values[row]) && double.IsNaN(b.Values[row])),
            (ColumnData<int> a, ColumnData<int> b) => a.Values[row] == b.Values[row],
            (ColumnData<long> a, ColumnData<long> b) => a.Values[row] == b.Values[row],
            (ColumnData<bool> a, ColumnData<bool> b) => a.Values[row] == b.Values[row],
            (ColumnData<string> a, ColumnData<string> b) => string.Equals(a.Values[row], b.Values[row], StringComparison.Ordinal),
            _ => false,
        };
    }

    public static bool Same(float left, float right) =>
        BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right) || (float.IsNaN(left) && float.IsNaN(right));

    /// <summary>A value for people: <c>0.25 (0x3e800000)</c>.</summary>
    public static string Of(object? value) => value switch
    {
        null => "nothing",
        float number => string.Create(CultureInfo.InvariantCulture, $"{number:R} (0x{BitConverter.SingleToUInt32Bits(number):x8})"),
        double number => string.Create(CultureInfo.InvariantCulture, $"{number:R} (0x{BitConverter.DoubleToUInt64Bits(number):x16})"),
        bool flag => flag ? "true" : "false",
        _ => Texts.Plain(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}
