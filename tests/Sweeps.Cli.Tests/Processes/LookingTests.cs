using System.Text.Json;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

[Kind(TestKind.Process)]
public sealed class LookingTests : IDisposable
{
    private readonly Workspace _at = new();

    public LookingTests() => Assert.Equal(0, _at.Run("run", _at.Define(), "--quiet").ExitCode);

    public void Dispose() => _at.Dispose();

    [Fact]
    public void Summary_in_every_format_says_the_same()
    {
        string[] request = ["summary", "results/small", "--rows", "norm", "--columns", "activation", "--values", "loss_end"];
        using var json = JsonDocument.Parse(_at.Run([.. request, "--format", "json"]).Out);
        var groups = json.RootElement.GetProperty("groups").EnumerateArray().ToList();
        Assert.Equal(4, groups.Count);
        var csv = _at.Run([.. request, "--format", "csv"]).Lines;
        Assert.Equal(5, csv.Length);
        var table = _at.Run(request).Out;
        var markdown = _at.Run([.. request, "--format", "markdown"]).Out;
        foreach (var group in groups)
        {
            var mean = group.GetProperty("loss_end").GetProperty("mean").GetDouble();
            Assert.Contains(csv, line => line.Contains(mean.ToString("R", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
            var shown = mean.ToString("F3", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains(shown, table, StringComparison.Ordinal);
            Assert.Contains(shown, markdown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Summary_of_what_is_not_there_says_what_is()
    {
        var finished = _at.Run("summary", "results/small", "--rows", "activtion");
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("activation", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_takes_a_cell_an_id_or_its_beginning()
    {
        var byCell = _at.Run("show", "results/small", "2");
        Assert.Equal(0, byCell.ExitCode);
        Assert.Contains("cell 2", byCell.Lines[0], StringComparison.Ordinal);
        Assert.Contains("percentiles, step 56", byCell.Out, StringComparison.Ordinal);
        Assert.Contains("Linear.0", byCell.Out, StringComparison.Ordinal);
        var id = byCell.Lines[0].Split(' ', ',')[1];
        Assert.Equal(byCell.Out, _at.Run("show", "results/small", id).Out);
        Assert.Equal(byCell.Out, _at.Run("show", "results/small", id[..10]).Out);
        var wrong = _at.Run("show", "results/small", "zzzz");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("'zzzz'", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_counts()
    {
        using var status = JsonDocument.Parse(_at.Run("status", "results/small", "--json").Out);
        Assert.Equal(4, status.RootElement.GetProperty("completed").GetInt32());
        Assert.Equal(0, status.RootElement.GetProperty("remaining").GetInt32());
        Assert.True(status.RootElement.GetProperty("is_complete").GetBoolean());
    }

    [Fact]
    public void Plan_shows_axes_cells_and_what_is_done()
    {
        var file = _at.Define(grid: "grid: { activation: [tanh, gelu, relu], norm: [none, layer], bn_momentum: [0.1, 0.2] }");
        var finished = _at.Run("plan", file);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Contains("12 cells", finished.Out, StringComparison.Ordinal);
        Assert.Contains("6 cells equal others, because bn_momentum has no effect in them", finished.Out, StringComparison.Ordinal);
        Assert.Contains("4 of 6", finished.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(_at.Run("plan", file, "--json").Out);
        Assert.Equal(2, json.RootElement.GetProperty("due").GetInt32());
        Assert.Equal(120, json.RootElement.GetProperty("steps").GetInt64());
    }

    [Fact]
    public void Plan_says_what_leaves_the_tables()
    {
        var file = _at.Define(grid: "grid: { activation: [tanh], norm: [none, layer] }");
        Assert.Contains("2 stored runs that the definition no longer has", _at.Run("plan", file).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Datasets_lists_the_shipped_lists_and_folders()
    {
        Assert.Contains("names", _at.Run("datasets").Out, StringComparison.Ordinal);
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SWEEPS_DATA"] = _at.Folder };
        var finished = SweepsProcess.Run(_at.Folder, environment, "datasets");
        Assert.Equal(0, finished.ExitCode);
        Assert.Contains("\nwords ", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_is_json_and_knows_the_handlers()
    {
        using var schema = JsonDocument.Parse(_at.Run("schema").Out);
        var text = schema.RootElement.GetRawText();
        foreach (var kind in new[] { "percentiles", "rank_collapse", "update_ratio", "dead_units", "saturation", "histogram", "moments" })
        {
            Assert.Contains($"\"{kind}\"", text, StringComparison.Ordinal);
            Assert.Contains($"{kind}: ", _at.Run("handlers").Out, StringComparison.Ordinal);
        }
    }
}
