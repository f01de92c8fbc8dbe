using System.Globalization;
using Sweeps.Core;

namespace Sweeps.Samples.Library;

/// <summary>A definition, and what to print of its results.</summary>
internal static class Experiment
{
    /// <summary>A small network that predicts the next letter of a name, with a small and a large learning rate.</summary>
    public const string Definition = """
        name: sample-learning-rates
        dataset: { source: names, shuffle: "python:42", context: 3, split: { train: 0.3, valid: 0.7 } }
        model: { embedding: 10, width: 30, depth: 2, activation: relu, init: { scheme: xavier_uniform, gain: auto, stream: per_layer } }
        train: { steps: 2000, batch_size: 32, sampling: epochs, arithmetic: pytorch }
        seed: 1
        grid:
          lr: [0.1, 2.0]
        handlers:
          - dead_units: { below: 1e-8, fraction: 0.95, every: 100 }
        """;

    /// <summary>A line per run: its learning rate, its loss, and the largest fraction of dead units in any layer at any step.</summary>
    public static void Print(SweepResults results, TextWriter output)
    {
        // A whole table by column, into arrays of the column's type.
        var dead = new Dictionary<string, double>(StringComparer.Ordinal);
        if (results.TableNames.Contains("dead_units", StringComparer.Ordinal))
        {
            // A table with a row per step and layer may be large: it is read part by part.
            foreach (var part in results.Table("dead_units").Parts(["run", "fraction_dead"]))
            {
                var runs = part.Column<string>("run").Values;
                var fractions = part.Column<double>("fraction_dead").Values;
                for (var row = 0; row < part.RowCount; row++)
                    dead[runs[row]] = Math.Max(dead.GetValueOrDefault(runs[row]), fractions[row]);
            }
        }

        output.WriteLine("cell    lr  status     first losses  last losses  most dead");
        foreach (var run in results.Runs.Rows<RunRow>())
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Cell,4}  {run.Lr,4:0.0}  {run.Status,-9}  {run.LossStart,12:0.000000}  {run.LossEnd,11:0.000000}  {dead.GetValueOrDefault(run.Run),9:0.000}"));

        // A column at once.
        var losses = results.Losses.Column<float>("loss");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{losses.Length} steps trained; the smallest loss of a step is {losses.Min():0.000000}"));
    }

    /// <summary>The columns of <c>runs</c> that are printed, by name.</summary>
    private sealed record RunRow(int Cell, string Run, double Lr, string Status, double? LossStart, double? LossEnd);
}
