using System.Globalization;
using System.Text.Json;
using Sweeps.Parquet;

namespace Sweeps.Reports.Exports;

/// <summary>JSON lines: numbers round-trip, what is missing is null, what is not finite is the text NaN, Infinity or -Infinity.</summary>
internal sealed class JsonRows : RowFile
{
    private readonly FileStream _stream;
    private readonly Utf8JsonWriter _json;
    private IReadOnlyList<ColumnSchema> _columns = [];

    public JsonRows(string path)
    {
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        _json = new Utf8JsonWriter(_stream);
    }

    public override void Begin(TableSchema schema) => _columns = schema.Columns;

    public override void Write(ReadOnlySpan<object?> leading, TableData rows, int row)
    {
        _json.WriteStartObject();
        for (var i = 0; i < leading.Length; i++)
            Write(_columns[i].Name, leading[i]);
        for (var i = 0; i < rows.Columns.Count; i++)
            Write(_columns[leading.Length + i].Name, rows.Columns[i].Boxed(row));
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _stream.WriteByte((byte)'\n');
    }

    public override void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }

    private void Write(string name, object? value)
    {
        switch (value)
        {
            case null:
                _json.WriteNull(name);
                break;
            case string text:
                _json.WriteString(name, text);
                break;
            case bool flag:
                _json.WriteBoolean(name, flag);
                break;
            case int number:
                _json.WriteNumber(name, number);
                break;
            case long number:
                _json.WriteNumber(name, number);
                break;
            case float number when float.IsFinite(number):
                _json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                _json.WriteNumber(name, number);
                break;
            case float or double:
                _json.WriteString(name, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"A value of type {value.GetType().Name} has no place in JSON.", nameof(value));
        }
    }
}
