using Sweeps.Core.Journals;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Reports.Exports;

/// <summary>A text file per table, with the columns and the order of its Parquet file.</summary>
internal sealed class TextExport : IExport
{
    private readonly string _folder;
    private readonly string _extension;
    private readonly Func<string, RowFile> _create;
    private readonly TableData _losses = new(TableLayout.LossRows);
    private readonly Dictionary<string, RowFile> _files = new(StringComparer.Ordinal);

    public TextExport(string folder, string extension, TableData runs, Func<string, RowFile> create)
    {
        _folder = folder;
        _extension = extension;
        _create = create;
        var file = Open("runs", runs.Schema);
        for (var row = 0; row < runs.RowCount; row++)
            file.Write([], runs, row);
    }

    public IEnumerable<string> Notes => [];

    public void Add(RunRecord run)
    {
        object?[] leading = [run.Outcome.Cell, run.Outcome.Run];
        _losses.Clear();
        TableLayout.AppendLosses(_losses, run.Losses.Span);
        AddRows("losses", leading, _losses);
        for (var i = 0; i < run.Tables.Count; i++)
            AddRows(run.Outcome.Handlers[i].Name, leading, run.Tables[i]);
    }

    public void Finish()
    {
        foreach (var file in _files.Values)
            file.Finish();
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
    }

    private void AddRows(string table, object?[] leading, TableData rows)
    {
        if (!_files.TryGetValue(table, out var file))
            file = Open(table, TableLayout.WithRun(rows.Schema));
        for (var row = 0; row < rows.RowCount; row++)
            file.Write(leading, rows, row);
    }

    private RowFile Open(string table, TableSchema schema)
    {
        var file = _create(Path.Combine(_folder, $"{table}.{_extension}"));
        _files.Add(table, file);
        file.Begin(schema);
        return file;
    }
}
