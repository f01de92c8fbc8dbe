using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;

namespace Sweeps.Query;

/// <summary>Values of DuckDB as the few types that an answer has.</summary>
internal static class SqlValue
{
    // As the library names them in capitals.
    private static readonly FrozenSet<string> s_plain = new[]
    {
        "BOOLEAN", "VARCHAR", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UNSIGNEDTINYINT", "UNSIGNEDSMALLINT", "UNSIGNEDINTEGER", "UNSIGNEDBIGINT", "UNSIGNEDHUGEINT", "FLOAT", "DOUBLE", "DECIMAL",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether <see cref="Plain"/> takes the values of a type.</summary>
    public static bool IsPlain(string type) => s_plain.Contains(type);

    /// <summary>Whether values of a type become numbers.</summary>
    public static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal || type == typeof(BigInteger);

    /// <summary>A bool, long, float, double or text.</summary>
    public static object Plain(object value) => value switch
    {
        bool or long or float or double or string => value,
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong number => number <= long.MaxValue ? (long)number : number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => number >= long.MinValue && number <= long.MaxValue ? (long)number : number.ToString(CultureInfo.InvariantCulture),
        decimal number => (double)number,
        _ => throw new InvalidOperationException($"DuckDB gave a {value.GetType().Name}."),
    };
}
