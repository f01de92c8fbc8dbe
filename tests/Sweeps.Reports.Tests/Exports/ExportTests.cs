using System.Text.Json;
using Sweeps.Core.Store;
using Sweeps.Parquet;
using Sweeps.Parquet.Tests.Readers;
using Sweeps.Reports.Exports;
using Sweeps.Reports.Exports.TensorBoard;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Exports;

/// <summary>What <c>sweeps export</c> writes, as readers that others wrote see it.</summary>
[Kind(TestKind.Process)]
public sealed class ExportTests(ExportTests.Trained trained) : IClassFixture<ExportTests.Trained>
{
    private static readonly string[] s_tables = ["runs", "losses", "percentiles", "histogram", "saturated_units", "evaluations"];
    private readonly TestSweep _sweep = trained.Sweep;

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Text_has_the_columns_and_rows_of_the_tables(string format)
    {
        var folder = Export(format);
        foreach (var table in s_tables)
            NodeReaders.Run("same.mjs", _sweep.Paths.Table(table), Path.Combine(folder, $"{table}.{format}"));
    }

    [Fact]
    public void TensorBoards_files_have_every_loss_and_the_parameters_of_every_run()
    {
        using var events = JsonDocument.Parse(NodeReaders.Run("events.mjs", Export("tensorboard")));
        using var reader = ResultsReader.Open(_sweep.Paths, Shipped.Parameters);
        foreach (var outcome in reader.Outcomes())
        {
            var told = events.RootElement.GetProperty($"cell-{outcome.Cell}-{outcome.Run}");
            Assert.Equal("brain.Event:2", told.GetProperty("version").GetString());
            Assert.Equal(
                reader.Load(outcome.Run).Losses.ToArray().Select((loss, step) => (step, loss)),
                Scalars(told, "loss"));
            var start = told.GetProperty("hparams").GetProperty("_hparams_/session_start_info").GetProperty("sessionStartInfo").GetProperty("hparams");
            Assert.Equal("relu", start.GetProperty("activation").GetProperty("stringValue").GetString());
            Assert.Equal(outcome.Cell == 0 ? 0.1 : 100000, start.GetProperty("lr").GetProperty("numberValue").GetDouble());
        }

        var experiment = events.RootElement.GetProperty("").GetProperty("hparams").GetProperty("_hparams_/experiment").GetProperty("experiment");
        Assert.Equal("lr", Assert.Single(experiment.GetProperty("hparamInfos").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public void TensorBoards_scalars_and_histograms_are_the_handlers_rows()
    {
        using var events = JsonDocument.Parse(NodeReaders.Run("events.mjs", Export("tensorboard")));
        using var reader = ResultsReader.Open(_sweep.Paths, Shipped.Parameters);
        var run = reader.Load(reader.Find("0"));
        var told = events.RootElement.GetProperty($"cell-0-{run.Outcome.Run}");

        var percentiles = run.Tables[0];
        Assert.Equal(
            Rows(percentiles, "Linear.1", "weight_gradient").Select(row => (percentiles.Column<int>("step").Values[row], percentiles.Column<float>("p84").Values[row])),
            Scalars(told, "percentiles/Linear.1/weight_gradient/p84"));

        var histogram = run.Tables[1];
        var first = Rows(histogram, "Linear.0", "output").Take(7).ToList();
        var written = told.GetProperty("histograms").GetProperty("histogram/Linear.0/output")[0];
        Assert.Equal(
            [histogram.Column<float>("low").Values[first[0]], .. first.Select(row => histogram.Column<float>("high").Values[row])],
            written.GetProperty("limits").EnumerateArray().Select(limit => limit.GetSingle()));
        Assert.Equal(
            [0, .. first.Select(row => histogram.Column<int>("count").Values[row])],
            written.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()));
    }

    [Fact]
    public void TensorBoards_scalars_have_the_evaluations_of_each_split()
    {
        using var events = JsonDocument.Parse(NodeReaders.Run("events.mjs", Export("tensorboard")));
        using var reader = ResultsReader.Open(_sweep.Paths, Shipped.Parameters);
        var run = reader.Load(reader.Find("0"));
        var told = events.RootElement.GetProperty($"cell-0-{run.Outcome.Run}");
        var rows = run.Tables[^1];
        var splits = rows.Column<string>("split").Values.ToArray();
        foreach (var split in new[] { "train", "valid" })
        {
            foreach (var column in new[] { "loss", "accuracy" })
                Assert.Equal(
                    Enumerable.Range(0, rows.RowCount).Where(row => string.Equals(splits[row], split, StringComparison.Ordinal)).Select(row => (rows.Column<int>("step").Values[row], (float)rows.Column<double>(column).Values[row])),
                    Scalars(told, $"evaluations/{split}/{column}"));
            Assert.False(told.GetProperty("scalars").TryGetProperty($"evaluations/{split}/r2", out _));
        }
    }

    [Fact]
    public void The_same_tables_give_the_same_bytes_and_take_the_place_of_an_earlier_export()
    {
        var first = Directory.GetFiles(Export("tensorboard"), "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        var second = Directory.GetFiles(Export("tensorboard"), "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        Assert.Equal(first, second);
        Assert.DoesNotContain(Directory.GetDirectories(_sweep.Paths.Exports), folder => folder.EndsWith(".unfinished", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_no_export_is_left_alone()
    {
        var mine = Directory.CreateDirectory(Path.Combine(_sweep.Folder, "mine")).FullName;
        File.WriteAllText(Path.Combine(mine, "notes.txt"), "keep");
        var (exitCode, output) = TestSweep.Sweeps(_sweep.Folder, "export", _sweep.Paths.Folder, "--to", mine);
        Assert.Equal(1, exitCode);
        Assert.Contains("is no export", output, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Directory.GetFileSystemEntries(mine).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(null, "", 0)]
    [InlineData("EXPORT.txt", "Written by 'sweeps export' (Csv). The next export replaces this folder.\n", 0)]
    [InlineData("EXPORT.txt", "", 0)]
    [InlineData("EXPORT.txt", "keep", 1)]
    [InlineData("notes.txt", "keep", 1)]
    public void A_folder_of_that_name_that_ends_in_unfinished_is_removed_only_if_an_export_left_it(string? file, string content, int exitCode)
    {
        var to = Path.Combine(_sweep.Folder, $"to-{file}-{exitCode}");
        var unfinished = Directory.CreateDirectory(to + ".unfinished").FullName;
        if (file is not null)
            File.WriteAllText(Path.Combine(unfinished, file), content);
        var (actual, output) = TestSweep.Sweeps(_sweep.Folder, "export", _sweep.Paths.Folder, "--to", to);
        Assert.True(actual == exitCode, output);
        Assert.Equal(exitCode == 0, Directory.Exists(to));
        Assert.Equal(exitCode != 0, Directory.Exists(unfinished));
        if (exitCode != 0)
            Assert.Equal("keep", File.ReadAllText(Path.Combine(unfinished, file!)));
    }

    /// <summary>Both would write into one folder, and one of them take it away from under the other.</summary>
    [Fact]
    public void A_second_export_to_one_folder_at_a_time_is_refused()
    {
        var to = Path.Combine(_sweep.Folder, "busy");
        using (ExportLock.Of(to))
        {
            var (exitCode, output) = TestSweep.Sweeps(_sweep.Folder, "export", _sweep.Paths.Folder, "--to", to);
            Assert.Equal(4, exitCode);
            Assert.Contains("Another export", output, StringComparison.Ordinal);
        }

        Assert.Equal(0, TestSweep.Sweeps(_sweep.Folder, "export", _sweep.Paths.Folder, "--to", to).ExitCode);
        Assert.Empty(Directory.GetFiles(_sweep.Folder, "busy*"));
    }

    [Fact]
    public void The_root_of_a_file_system_is_no_export()
    {
        var (exitCode, output) = TestSweep.Sweeps(_sweep.Folder, "export", _sweep.Paths.Folder, "--to", Path.GetPathRoot(_sweep.Folder)!);
        Assert.Equal(1, exitCode);
        Assert.Contains("choose another folder", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_a_table_goes_to_TensorBoard_is_a_matter_of_its_columns_and_not_of_a_runs_rows()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_sweep.Folder, "events")).FullName;
        using var events = new EventFile(folder);
        foreach (var table in new[] { "saturated_units", "percentiles" })
        {
            // No rows, as in a run in which nothing was saturated.
            using var reader = ParquetReader.Open(_sweep.Paths.Table(table));
            var rows = new TableData(new TableSchema([.. reader.Schema.Columns.Skip(2)]));
            Assert.Equal(table is "percentiles", StatisticEvents.TryWrite(events, table, rows));
        }
    }

    private string Export(string format)
    {
        var (exitCode, output) = TestSweep.Sweeps(_sweep.Folder, "export", _sweep.Paths.Folder, "--format", format);
        Assert.True(exitCode == 0, output);
        return Path.Combine(_sweep.Paths.Exports, format);
    }

    private static IEnumerable<(int Step, float Value)> Scalars(JsonElement run, string tag) => run.GetProperty("scalars").GetProperty(tag).EnumerateArray()
        .Select(point => (point[0].GetInt32(), point[1].ValueKind == JsonValueKind.String
            ? float.Parse(point[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : (float)point[1].GetDouble()));

    private static IEnumerable<int> Rows(TableData rows, string module, string tensor) => Enumerable.Range(0, rows.RowCount).Where(row =>
        string.Equals(rows.Column<string>("module").Values[row], module, StringComparison.Ordinal) &&
        string.Equals(rows.Column<string>("tensor").Values[row], tensor, StringComparison.Ordinal));

    /// <summary>One run of the two diverges, so that there is something infinite and something missing.</summary>
    public sealed class Trained : IDisposable
    {
        internal TestSweep Sweep { get; } = TestSweep.Of("""
            name: exported
            title: '=1+1'
            dataset: { source: words.txt }
            model: { width: 9, depth: 1, activation: relu }
            train: { steps: 25 }
            grid: { lr: [0.1, 100000] }
            handlers:
              - percentiles: { of: [output, weight_gradient], at: [16, 50, 84], every: 6 }
              - histogram: { of: [output], bins: 7, every: 10 }
              - saturated_units
            evaluate: { every: 10, splits: [train, valid] }
            """);

        public void Dispose() => Sweep.Dispose();
    }
}
