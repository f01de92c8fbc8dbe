using Sweeps.Parquet;
using Sweeps.Tables;

namespace Sweeps.Cli.Tests.Verification;

/// <summary>A table with one number changed, its checksums right.</summary>
internal sealed record PlantedChange(string Run, int? Step, int? Layer, string Before, string After)
{
    /// <summary>Changes the last bit of a number.</summary>
    public static PlantedChange In(string path, string column, Func<TableData, int> choose)
    {
        TableSchema schema;
        IReadOnlyDictionary<string, string> metadata;
        TableData rows;
        using (var reader = ParquetReader.Open(path))
        {
            (schema, metadata, rows) = (reader.Schema, reader.Metadata, new TableData(reader.Schema));
            foreach (var group in reader.ReadAll())
                rows.AppendRange(group, 0, group.RowCount);
        }

        var row = choose(rows);
        var changed = new TableData(schema);
        changed.AppendRange(rows, 0, row);
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            if (!string.Equals(schema.Columns[i].Name, column, StringComparison.Ordinal))
                changed.Columns[i].AppendRange(rows.Columns[i], row, 1);
            else if (changed.Columns[i] is ColumnData<float> single)
                single.Append(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(((ColumnData<float>)rows.Columns[i]).Values[row]) ^ 1));
            else if (changed.Columns[i] is ColumnData<double> number)
                number.Append(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(((ColumnData<double>)rows.Columns[i]).Values[row]) ^ 1));
            else
                ((ColumnData<int>)changed.Columns[i]).Append(((ColumnData<int>)rows.Columns[i]).Values[row] ^ 1);
        }

        changed.AppendRange(rows, row + 1, rows.RowCount - row - 1);
        using (var stream = File.Create(path))
        {
            using var writer = new ParquetWriter(stream, schema);
            writer.Write(changed);
            writer.Finish(metadata);
        }

        return new(rows.Column<string>("run").Values[row], Number(rows, "step", row), Number(rows, "layer", row), Text(rows, column, row), Text(changed, column, row));
    }

    private static int? Number(TableData rows, string name, int row) => rows.Schema.IndexOf(name) >= 0 ? rows.Column<int>(name).Values[row] : null;

    private static string Text(TableData rows, string column, int row) => rows.Columns[rows.Schema.IndexOf(column)].Boxed(row) switch
    {
        float number => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:R} (0x{BitConverter.SingleToInt32Bits(number):x8})"),
        double number => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:R} (0x{BitConverter.DoubleToInt64Bits(number):x16})"),
        var other => Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
