using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Verbs;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verification;

/// <summary>What <c>sweeps diff</c> says of two sweeps, in the words of their parameters.</summary>
[Kind(TestKind.Process)]
public sealed class DiffTests(VerifiedSweep sweep) : IClassFixture<VerifiedSweep>
{
    private string Original => sweep.At.In("original", "small");

    [Fact]
    public async Task Cells_of_one_side_are_named_by_their_parameters()
    {
        var other = await Train("narrower", "--set", "activation=[tanh, selu]");
        var diff = await InProcess.Invoke("diff", Original, other);
        Assert.True(diff.ExitCode == 3, diff.ToString());
        Assert.Contains("activation=gelu norm=none (run ", diff.Out, StringComparison.Ordinal);
        Assert.Contains("activation=selu norm=layer (run ", diff.Out, StringComparison.Ordinal);
        Assert.Equal(2, diff.Lines.Count(line => line.StartsWith("activation=gelu", StringComparison.Ordinal) && line.EndsWith("only in the first folder", StringComparison.Ordinal)));
        Assert.Contains("2 cells equal bit for bit, 0 different, 2 only in the first folder, 2 only in the second.", diff.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_no_cell_has_in_common_is_told_first()
    {
        var other = await Train("reseeded", "--set", "seed=7");
        var diff = await InProcess.Invoke("diff", Original, other);
        Assert.Equal("seed: 1 in the first folder, 7 in the second.", diff.Lines[0]);
        var axis = await Train("axis", "--set", "lr=[0.2, 0.3]");
        Assert.Contains("lr: 0.1 in the first folder, several values in the second.", (await InProcess.Invoke("diff", Original, axis)).Lines);
        var residual = await Train("residual", "--set", "residual=pre_activation");
        Assert.Contains("residual: none in the first folder, pre_activation in the second.", (await InProcess.Invoke("diff", Original, residual)).Lines);
    }

    [Fact]
    public async Task How_two_runs_ended_stands_before_the_table_of_differences()
    {
        // Runs whose outcome alone was changed: the loss that they ended with.
        var folder = sweep.Copy("outcome");
        var planted = PlantedChange.In(sweep.At.In(folder, "runs.parquet"), "loss_valid", _ => 2);
        var diff = await InProcess.Invoke("diff", sweep.At.In(folder), Original);
        Assert.True(diff.ExitCode == 3, diff.ToString());
        Assert.Matches($"^activation=gelu norm=none \\(run {planted.Run}, cell 2\\): loss_valid [0-9.]+ and [0-9.]+$", diff.Lines[0]);
        var json = JsonNode.Parse((await InProcess.Invoke("diff", sweep.At.In(folder), Original, "--json")).Out)!;
        var cell = Assert.Single(json["cells"]!.AsArray())!;
        Assert.Equal(("gelu", "none"), ((string?)cell["parameters"]!["activation"], (string?)cell["parameters"]!["norm"]));
        Assert.NotEqual((double)cell["outcomes"]!["loss_valid"]!["first"]!, (double)cell["outcomes"]!["loss_valid"]!["second"]!);
    }

    [Fact]
    public async Task Saved_weights_that_one_folder_lacks_are_not_called_equal()
    {
        var folder = sweep.At.In(sweep.Copy("no-models"));
        Directory.Delete(Path.Combine(folder, "models"), recursive: true);
        var diff = await InProcess.Invoke("diff", Original, folder);
        Assert.True(diff.ExitCode == 0, diff.ToString());
        Assert.Contains("Saved weights are not compared: the first folder alone has the models of 4 runs.", diff.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Saved weights", (await InProcess.Invoke("diff", Original, Original)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_model_is_a_difference()
    {
        var folder = sweep.At.In(sweep.Copy("other-model"));
        var model = Directory.GetFiles(Path.Combine(folder, "models"))[0];
        var bytes = await File.ReadAllBytesAsync(model, TestContext.Current.CancellationToken);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(model, bytes, TestContext.Current.CancellationToken);
        var diff = await InProcess.Invoke("diff", Original, folder, "--json");
        Assert.True(diff.ExitCode == 3, diff.ToString());
        Assert.Equal("models", (string?)JsonNode.Parse(diff.Out)!["cells"]![0]!["differences"]![0]!["table"]);
    }

    private async Task<string> Train(string results, params string[] set)
    {
        var finished = await InProcess.Invoke(["run", sweep.At.In("small.yaml"), "--out", sweep.At.In(results), "--quiet", .. set]);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return sweep.At.In(results, "small");
    }
}
