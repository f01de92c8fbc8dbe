using System.Text.Json.Nodes;
using Sweeps.Tables;

namespace Sweeps.Parquet.Tests.Readers;

/// <summary>Values as <c>canonical.mjs</c> writes them: floating-point numbers as their bits, 64-bit integers as text, times as microseconds since 1970.</summary>
internal static class Canonical
{
    public static JsonNode? Value(ColumnData column, int row) => column.Boxed(row) switch
    {
        null => null,
        bool value => value,
        int value => value,
        long value => value.ToString(),
        float value => float.IsNaN(value) ? "nan" : $"{BitConverter.SingleToInt32Bits(value):x8}",
        double value => double.IsNaN(value) ? "nan" : $"{BitConverter.DoubleToInt64Bits(value):x16}",
        string value => value,
        DateTime value => ((value.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(),
        var other => throw new InvalidOperationException($"{other.GetType()} is not the type of a column."),
    };

    public static JsonArray Columns(TableData table) =>
    [
        .. table.Columns.Select(column => (JsonNode)new JsonObject
        {
            ["name"] = column.Schema.Name,
            ["type"] = $"{column.Schema.Type}",
            ["values"] = new JsonArray([.. Enumerable.Range(0, column.Count).Select(row => Value(column, row))]),
        }),
    ];
}
