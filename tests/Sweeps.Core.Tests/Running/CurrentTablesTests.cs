using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Running;

/// <summary>Final tables are written again only if something that they depend on has changed.</summary>
public sealed class CurrentTablesTests : IDisposable
{
    private readonly FakeSweep _sweep = new();
    private readonly IReadOnlyList<PlannedCell> _cells = FakeSweep.Cells([0.1, 0.2], 3);

    public void Dispose() => _sweep.Dispose();

    /// <summary>If the version and the definition are those of the tables, the cells are not computed for a comparison. The test shows it with cells that differ, which no definition can give.</summary>
    [Theory]
    [InlineData("1", "a", false)]
    [InlineData("2", "a", true)]
    [InlineData("1", "b", true)]
    [InlineData("", "a", true)]
    public void Parameters_are_compared_unless_this_version_wrote_the_tables_of_this_definition(string version, string definition, bool isCompared)
    {
        Merge(_cells, "1", "a");
        Assert.Equal("same", Norm());

        Merge(Renamed(), version, definition);

        Assert.Equal(isCompared ? "other" : "same", Norm());
    }

    [Fact]
    public void Tables_without_a_version_are_compared()
    {
        Merge(_cells, "", "a");
        Merge(Renamed(), "", "a");
        Assert.Equal("other", Norm());
    }

    /// <summary>The file provenance.json has its version, but the tables are those of another execution.</summary>
    [Fact]
    public void An_execution_that_was_killed_is_not_the_one_that_wrote_the_tables()
    {
        Merge(_cells, "1", "a");
        var span = new ExecutionSpan("killed", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 1, 6);
        var provenance = _sweep.Paths().Provenance;
        File.WriteAllBytes(provenance, Provenance.Begin(File.ReadAllBytes(provenance), new ExecutionInfo { Version = "2" }, span));

        Merge(Renamed(), "2", "a");

        Assert.Equal("other", Norm());
    }

    [Fact]
    public void A_version_compares_once_and_leaves_alone_what_it_has_compared()
    {
        Merge(_cells, "1", "a");
        Merge(_cells, "2", "a");
        var provenance = File.ReadAllBytes(_sweep.Paths().Provenance);

        Merge(Renamed(), "2", "a");

        Assert.Equal("same", Norm());
        Assert.Equal(provenance, File.ReadAllBytes(_sweep.Paths().Provenance));
    }

    [Fact]
    public void Runs_that_came_since_are_written()
    {
        _sweep.Options = _sweep.Options with { Limit = 2 };
        Merge(_cells, "1", "a");
        Assert.Equal(2, _sweep.Table("runs").RowCount);
        _sweep.Options = _sweep.Options with { Limit = null };
        Merge(_cells, "1", "a");
        Assert.Equal(6, _sweep.Table("runs").RowCount);
        Merge(_cells.Take(4).ToArray(), "1", "a");
        Assert.Equal(4, _sweep.Table("runs").RowCount);
    }

    [Theory]
    [InlineData("summary.md")]
    [InlineData("summary.csv")]
    [InlineData("definition.yaml")]
    [InlineData("composed.yaml")]
    public void A_file_that_was_changed_or_lost_is_written_again(string name)
    {
        Merge(_cells, "1", "a");
        var whole = _sweep.Deterministic();
        var file = Path.Combine(_sweep.Paths().Folder, name);
        File.AppendAllText(file, "x");
        Merge(_cells, "1", "a");
        Assert.Equal(whole, _sweep.Deterministic());
        File.Delete(file);
        Merge(_cells, "1", "a");
        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Fact]
    public void A_folder_with_another_name_gets_another_heading()
    {
        Merge(_cells, "1", "a");
        Directory.Move(_sweep.Paths().Folder, _sweep.Paths("y").Folder);
        Merge(_cells, "1", "a", "y");
        Assert.StartsWith("# y\n", File.ReadAllText(_sweep.Paths("y").SummaryMarkdown), StringComparison.Ordinal);
    }

    private void Merge(IReadOnlyList<PlannedCell> cells, string version, string definition, string name = "x")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(definition);
        var job = _sweep.Job(cells, name) with { Definition = bytes, Composed = bytes, Execution = new ExecutionInfo { Version = version } };
        var result = new SweepRunner(_sweep.Engine).RunAsync(job, _sweep.Options, new Events(), CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(result.TablesWritten);
    }

    /// <summary>The same runs with another text in a parameter.</summary>
    private PlannedCell[] Renamed() => [.. _cells.Select(cell => cell with { Parameters = Shipped.Values(cell.Parameters.Select(value => value is "same" ? "other" : value)) })];

    private string Norm() => _sweep.Table("runs").Column<string>("norm").Values[0];
}
