using System.Text;
using Sweeps.Core.Files;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Reports.Exports;

/// <summary>Comma-separated values: numbers round-trip, what is missing is an empty field, what is not finite is NaN, inf or -inf.</summary>
internal sealed class CsvRows : RowFile
{
    private readonly DurableStream _file;
    private readonly StreamWriter _writer;

    public static ExportKind Kind { get; } = new(
        "csv",
        "A file of comma-separated values per table, as RFC 4180 describes them.",
        (folder, results) => new TextExport(folder, "csv", results.Runs(), file => new CsvRows(file)));

    public CsvRows(string path)
    {
        _file = DurableStream.CreateNew(path);
        _writer = new StreamWriter(_file, new UTF8Encoding(false)) { NewLine = "\n" };
    }

    public override void Begin(TableSchema schema) => _writer.WriteLine(string.Join(',', schema.Columns.Select(column => Texts.Csv(column.Name))));

    public override void Write(ReadOnlySpan<object?> leading, TableData rows, int row)
    {
        foreach (var value in leading)
        {
            _writer.Write(CsvField.Of(value));
            _writer.Write(',');
        }

        for (var i = 0; i < rows.Columns.Count; i++)
        {
            if (i > 0)
                _writer.Write(',');
            _writer.Write(CsvField.Of(rows.Columns[i].Boxed(row)));
        }

        _writer.WriteLine();
    }

    public override void Finish()
    {
        _writer.Flush();
        _file.Sync();
    }

    public override void Dispose() => _file.Dispose();
}
