using System.Text.Json;
using Sweeps.Core.Plans;
using Sweeps.Engine.Training;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Runs that PyTorch trained, written as definitions: what the language says is what the engine is told.</summary>
public sealed class GoldenDefinitionTests
{
    [Fact]
    public void Each_golden_run_can_be_written_and_begins_with_its_losses()
    {
        using var goldens = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("goldens", "goldens-embedded-names.json")));
        foreach (var golden in goldens.RootElement.GetProperty("runs").EnumerateArray())
        {
            var residual = golden.GetProperty("skip").ValueKind switch
            {
                JsonValueKind.True => "pre_activation",
                JsonValueKind.False => "pre_activation_plain",
                _ => "none",
            };
            var trained = Losses(10, TestPlan.Of($$"""
                name: golden
                dataset: { shuffle: python:42, split: { train: 0.3, valid: 0.7 } }
                model: { activation: {{Text(golden, "act")}}, norm: {{Text(golden, "norm")}}, residual: {{residual}}, depth: {{Text(golden, "depth")}}, width: {{Text(golden, "width")}}, init: { gain: {{Text(golden, "gain")}} } }
                train: { lr: {{Text(golden, "lr")}}, steps: 10 }
                seed: {{Text(golden, "seed")}}
                """));
            var losses = golden.GetProperty("losses_0_to_9").EnumerateArray().Select(loss => loss.GetDouble()).ToList();
            var exact = golden.GetProperty("float64").GetProperty("losses_0_to_9").EnumerateArray().Select(loss => loss.GetDouble()).ToList();
            for (var step = 0; step < 10; step++)
            {
                // The yardstick of the goldens: ten times what rounding does to PyTorch itself, or 2e-6.
                var tolerance = Math.Max(10 * Math.Abs(losses[step] - exact[step]), 2e-6 * losses[step]);
                Assert.Equal(losses[step], trained[step], tolerance);
            }
        }
    }

    /// <summary>Networks of odd shapes (Goldens/make_shapes.py), within the least yardstick of the goldens: at such sizes OpenBLAS adds otherwise at a matrix's edges.</summary>
    [Fact]
    public void Networks_of_any_shape_have_PyTorchs_losses()
    {
        using var goldens = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Definitions", "Goldens", "shapes.json")));
        var wrong = new List<string>();
        foreach (var golden in goldens.RootElement.GetProperty("runs").EnumerateArray())
        {
            var losses = golden.GetProperty("losses").EnumerateArray().Select(loss => loss.GetSingle()).ToArray();
            var trained = Losses(losses.Length, TestPlan.Of($$"""
                name: shape
                dataset: { context: {{Text(golden, "context")}}, split: { train: 0.3, valid: 0.7 } }
                model: { activation: {{Text(golden, "activation")}}, norm: {{Text(golden, "norm")}}, depth: {{Text(golden, "depth")}}, width: {{Text(golden, "width")}}, embedding: {{Text(golden, "embedding")}} }
                train: { lr: 0.1, steps: {{losses.Length}}, batch_size: {{Text(golden, "batch_size")}} }
                seed: {{Text(golden, "seed")}}
                """));
            Assert.Equal(losses.Length, trained.Length);
            var apart = losses.Zip(trained, (theirs, ours) => Math.Abs(theirs - ours) / theirs).Max();
            if (!(apart <= 2e-6f))
                wrong.Add($"{apart:0.0e+0} {golden.GetRawText()[..110]}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>“Building makemore Part 3”'s networks, at step 0: the four published losses to all their decimals.</summary>
    [Theory]
    [InlineData("bias: discarded", "bias: normal", 28.4938)]
    [InlineData("bias: discarded", "weight_scale: 0.01, bias: normal, bias_scale: 0", 3.3277)]
    [InlineData("weight_scale: 0.2, bias: discarded", "weight_scale: 0.01, bias: normal, bias_scale: 0", 3.3134)]
    [InlineData("bias: normal", "weight_scale: 0.01, bias: normal, bias_scale: 0", 3.3221)]
    public void The_networks_of_the_lecture_can_be_written(string hidden, string logits, double loss)
    {
        var trained = Losses(1, LectureNetwork.Plan(hidden, logits, "steps: 1, schedule: { step: { at: 0.5, factor: 0.1 } }"));
        Assert.Equal(loss, Math.Round(trained[0], 4));
    }

    private static string Text(JsonElement golden, string property) =>
        golden.GetProperty(property) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : golden.GetProperty(property).GetRawText();

    /// <summary>The first losses of the only cell.</summary>
    private static float[] Losses(int steps, SweepPlan plan)
    {
        var cell = plan.Cells().Single();
        using var run = new TrainingEngine().Start(cell.Settings, plan.DataOf(cell), tap: null);
        run.Advance(steps);
        return run.Losses.ToArray();
    }
}
