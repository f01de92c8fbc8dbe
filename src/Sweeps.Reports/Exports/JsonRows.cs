using System.Text.Json;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Files;
using Sweeps.Tables;

namespace Sweeps.Reports.Exports;

/// <summary>JSON lines: numbers round-trip, what is missing is null, what is not finite is the text NaN, Infinity or -Infinity.</summary>
internal sealed class JsonRows : RowFile
{
    private readonly DurableStream _stream;
    private readonly Utf8JsonWriter _json;
    private IReadOnlyList<ColumnSchema> _columns = [];

    public static ExportKind Kind { get; } = new(
        "jsonl",
        "A file per table with a JSON object per row and line.",
        (folder, results) => new TextExport(folder, "jsonl", results.Runs(), file => new JsonRows(file)));

    public JsonRows(string path)
    {
        _stream = DurableStream.CreateNew(path);
        _json = new Utf8JsonWriter(_stream);
    }

    public override void Begin(TableSchema schema) => _columns = schema.Columns;

    public override void Write(ReadOnlySpan<object?> leading, TableData rows, int row)
    {
        _json.WriteStartObject();
        for (var i = 0; i < leading.Length; i++)
            JsonValues.Write(_json, _columns[i].Name, leading[i]);
        for (var i = 0; i < rows.Columns.Count; i++)
            JsonValues.Write(_json, _columns[leading.Length + i].Name, rows.Columns[i].Boxed(row));
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _stream.WriteByte((byte)'\n');
    }

    public override void Finish() => _stream.Sync();

    public override void Dispose()
    {
        // What was not written to the end is thrown away.
        _json.Reset();
        _json.Dispose();
        _stream.Dispose();
    }
}
