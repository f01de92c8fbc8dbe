using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>Of the hundred columns that a table of runs has, a verb reads those that it needs: reading takes most of the time of a verb on 100,000 runs.</summary>
public sealed class ReadColumnsTests(ReadColumnsTests.Trained trained) : IClassFixture<ReadColumnsTests.Trained>
{
    private const string Everything = "losses: (all)\nmoments: (all)\nruns: (all) cell run status\ntimings: (all)\nupdate_ratio: (all)";

    /// <summary>What each verb reads, a table and its columns a line; of a table that is not listed it reads nothing. Of runs those of parameters are left out, of which every verb reads what varies.</summary>
    public static TheoryData<string, string> Verbs { get; } = new()
    {
        // Which runs are there, and how they ended.
        { "status", "runs: cell run status" },
        // Flags and findings stand below the table.
        { "summary --rows lr --values loss_end", "runs: above_chance cell exploded findings loss_end not_improved run" },
        { "summary --rows lr --values loss_valid,accuracy_test --format csv", "runs: above_chance accuracy_test cell exploded findings loss_valid not_improved run" },
        // The tables are there already: of the best run, whose loss is told, the row is read.
        { "merge --quiet", "runs: (all) cell exploded loss_end loss_valid run status\ntimings: (all)" },
        // A model is drawn from; neither its losses nor statistics are asked for.
        { "sample 1", "runs: (all) cell run status\ntimings: (all)" },
        // Times are no values.
        { "digest", "losses: (all)\nmoments: (all)\nruns: (all) cell run\nupdate_ratio: (all)" },
        { "show 1", Everything },
        { "rerun 1", Everything },
        { "verify --sample 1 --seed 1", Everything },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_verb_reads_the_columns_that_it_needs(string call, string expected)
    {
        var watched = new WatchedFormat(TableFiles.Format);
        TableFiles.Watch(watched);
        var words = call.Split(' ');
        var finished = await InProcess.Invoke([words[0], words[0] is "sample" ? trained.WithModels : trained.Folder, .. words[1..]]);
        Assert.Equal((0, ""), (finished.ExitCode, finished.Error));
        Assert.Equal(expected, watched.Text(leftOut: [.. Composition.OfProcess().Parameters.All.Select(parameter => parameter.ShortName)]));
    }

    /// <summary>Four runs of six steps with two handlers.</summary>
    public sealed class Trained : IAsyncLifetime
    {
        private readonly string _root = Directory.CreateTempSubdirectory("sweeps-columns-").FullName;

        public string Folder => Path.Combine(_root, "results", "seen");

        public string WithModels => Path.Combine(_root, "results", "saved");

        public async ValueTask InitializeAsync()
        {
            var file = Path.Combine(_root, "seen.yaml");
            await File.WriteAllTextAsync(file, """
                name: seen
                dataset: { context: 2 }
                model: { embedding: 3, width: 5, depth: 1 }
                train: { steps: 6, batch_size: 8 }
                grid: { activation: [tanh, relu], lr: [0.1, 0.2] }
                handlers: [moments, update_ratio]
                summary: { rows: [lr], columns: [activation], values: [loss_end] }
                """);
            foreach (var settings in (string[][])[[], ["--set", "save=model", "--set", "name=saved"]])
                Assert.Equal(0, (await InProcess.Invoke(["run", file, "--quiet", "--out", Path.Combine(_root, "results"), .. settings])).ExitCode);
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_root, recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A format that records which columns of which tables are read.</summary>
    private sealed class WatchedFormat(ITableFormat format) : ITableFormat
    {
        private readonly SortedDictionary<string, HashSet<string>> _read = new(StringComparer.Ordinal);

        public ITableWriter Create(Stream stream, TableSchema schema, TableFileOptions? options = null) => format.Create(stream, schema, options);

        public ITableReader Open(string path) => new Reader(format.Open(path), Path.GetFileNameWithoutExtension(path), this);

        public ITableReader Open(Stream seekable) => format.Open(seekable);

        public string Text(IReadOnlyList<string> leftOut)
        {
            lock (_read)
                return string.Join('\n', _read.Select(table => $"{table.Key}: {string.Join(' ', table.Value.Except(leftOut, StringComparer.Ordinal).Order(StringComparer.Ordinal))}"));
        }

        private void Note(string table, IEnumerable<string> columns)
        {
            lock (_read)
            {
                if (!_read.TryGetValue(table, out var read))
                    _read.Add(table, read = new HashSet<string>(StringComparer.Ordinal));
                read.UnionWith(columns);
            }
        }

        private sealed class Reader(ITableReader reader, string table, WatchedFormat format) : ITableReader
        {
            public TableSchema Schema => reader.Schema;

            public long RowCount => reader.RowCount;

            public int RowGroupCount => reader.RowGroupCount;

            public IReadOnlyDictionary<string, string> Metadata => reader.Metadata;

            public int RowGroupRows(int rowGroup) => reader.RowGroupRows(rowGroup);

            public TableData ReadRowGroup(int rowGroup, IReadOnlyList<string>? columns = null)
            {
                format.Note(table, columns ?? ["(all)"]);
                return reader.ReadRowGroup(rowGroup, columns);
            }

            public IEnumerable<TableData> ReadAll(IReadOnlyList<string>? columns = null)
            {
                format.Note(table, columns ?? ["(all)"]);
                return reader.ReadAll(columns);
            }

            public ColumnStatistics? Statistics(int rowGroup, string column) => reader.Statistics(rowGroup, column);

            public void Verify() => reader.Verify();

            public void Dispose() => reader.Dispose();
        }
    }
}
