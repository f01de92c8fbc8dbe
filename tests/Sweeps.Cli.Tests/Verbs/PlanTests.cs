using System.Text.Json;
using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>What a plan shows besides numbers of cells: the data that was read, and what the definition says without effect.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task A_plan_shows_what_was_read()
    {
        File.WriteAllText(_at.In("list.txt"), "anna\nbo b\nmaximilian\nd'arc\nzoë\n");
        File.WriteAllText(_at.In("d.yaml"), "name: d\ndataset: { source: list.txt, context: 2, split: { train: 0.6, valid: 0.2, test: 0.2 } }\ntrain: { steps: 3, batch_size: 4 }\n");
        var shown = await InProcess.Invoke("plan", _at.In("d.yaml"));
        Assert.True(shown.ExitCode == 0, shown.ToString());
        // An example for each symbol and one for the end of each word.
        Assert.Contains(
            """
            data     list.txt: 5 words, the longest of 10 symbols: maximilian
            symbols  16: .␣'abcdilmnorxzë
              train  3 words, 21 examples: anna, bo␣b, maximilian, …
              valid  1 word, 6 examples: d'arc
              test   1 word, 4 examples: zoë
            """.ReplaceLineEndings(), shown.Out.ReplaceLineEndings(), StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await InProcess.Invoke("plan", _at.In("d.yaml"), "--json")).Out);
        var data = Assert.Single(json.RootElement.GetProperty("data").EnumerateArray());
        Assert.Equal((5, "maximilian", "none", 2), (data.GetProperty("words").GetInt32(), data.GetProperty("longest").GetString(), data.GetProperty("shuffle").GetString(), data.GetProperty("context").GetInt32()));
        Assert.Equal(". 'abcdilmnorxzë", string.Concat(data.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetString())));
        Assert.Equal(
            [("train", 3, 21, "anna bo b maximilian"), ("valid", 1, 6, "d'arc"), ("test", 1, 4, "zoë")],
            data.GetProperty("splits").EnumerateArray().Select(split => (
                split.GetProperty("name").GetString()!, split.GetProperty("words").GetInt32(), split.GetProperty("examples").GetInt32(),
                string.Join(' ', split.GetProperty("first").EnumerateArray().Select(word => word.GetString())))));
    }

    [Fact]
    public async Task Different_data_are_shown_as_far_as_they_fit()
    {
        File.WriteAllText(_at.In("list.txt"), "anna\nbob\ncarla\ndora\n");
        File.WriteAllText(_at.In("d.yaml"), "name: d\ndataset: { source: list.txt, split: { train: 1 } }\ntrain: { steps: 3, batch_size: 4 }\ngrid: { context: [1, 2], shuffle: [none, 'python:1', 'torch:1'] }\n");
        var shown = await InProcess.Invoke("plan", _at.In("d.yaml"));
        Assert.Contains("shuffle none, context 1", shown.Out, StringComparison.Ordinal);
        Assert.Contains("shuffle none, context 2", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("shuffle torch:1, context 2", shown.Out, StringComparison.Ordinal);
        Assert.Contains("(other cells train on other lists, splits or contexts)", shown.Out, StringComparison.Ordinal);
        Assert.Single(shown.Out.Split('\n'), line => line.StartsWith("data ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[0.30000000000000004, 0.3]", "0.30000000000000004, 0.3")]
    [InlineData("[0.1, 0.1]", "0.1, 0.1")]
    [InlineData("{ from: 0.1, to: 1, steps: 3, scale: log }", "0.1, 0.316228, 1")]
    public async Task Values_that_differ_are_told_apart(string axis, string shown)
    {
        var file = _at.Define(steps: 5, grid: $"grid: {{ lr: {axis} }}");
        Assert.Contains(shown + Environment.NewLine, (await InProcess.Invoke("plan", _at.In(file))).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_and_a_run_warn_of_what_has_no_effect()
    {
        var file = _at.In(_at.Define(steps: 5, grid: "grid: { lr: [0.1, 0.2] }", more: "exclude: [ { lr: 0.3 } ]"));
        var line = File.ReadAllLines(file).ToList().FindIndex(text => text.StartsWith("exclude", StringComparison.Ordinal)) + 1;
        var warning = $"warning: {file}:{line}:12: this entry of exclude takes out no cell: none has lr 0.3";
        foreach (var arguments in new[] { new[] { "plan", file }, ["run", file, "--quiet", "--out", _at.In("results")] })
        {
            var finished = await InProcess.Invoke(arguments);
            Assert.True(finished.ExitCode == 0, finished.ToString());
            Assert.Equal([warning], finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => text.TrimEnd('\r')));
        }

        using var json = JsonDocument.Parse((await InProcess.Invoke("plan", file, "--json", "--where", "lr < 1")).Out);
        Assert.Equal([warning["warning: ".Length..], "--where: this condition takes out no cell: it holds for all of them"], json.RootElement.GetProperty("warnings").EnumerateArray().Select(text => text.GetString()));
    }
}
