using Sweeps.Core.Results.Findings;
using Sweeps.Parquet;

namespace Sweeps.Core.Tests.Findings;

/// <summary>The numbers that stand for a run's series, over tables that are written down here.</summary>
public sealed class RunStatisticsTests
{
    [Fact]
    public void Dead_units_are_those_of_ReLU_at_the_last_step() => Assert.Equal(
        0.3,
        RunStatistics.Of([Table("fraction_dead", (0, "ReLU.0", 1), (0, "ReLU.1", 1), (9, "ReLU.0", 0.2), (9, "ReLU.1", 0.4), (9, "Tanh.0", 0.9))]).DeadEnd!.Value, 1e-15);

    /// <summary>Linear.0 sees embeddings and the last layer gives the logits: neither counts.</summary>
    [Fact]
    public void The_rank_rises_from_the_second_linear_layer_to_the_last_hidden_one()
    {
        var ranks = Ranks((0, [0.9, 0.1, 0.2, 0.4, 0.9]), (99, [0.9, 0.2, 0.1, 0.3, 0]), (100, [0, 0.1, 0.5, 0.9, 0]));
        var statistics = RunStatistics.Of([ranks]);
        Assert.Equal((0.3 + 0.1) / 2, statistics.RankRiseStart!.Value, 1e-15);
        Assert.Equal((0.3 + 0.1 + 0.8) / 3, statistics.RankRise!.Value, 1e-15);
        Assert.Null(RunStatistics.Of([Ranks((0, [0.1, 0.2, 0.9]))]).RankRise);
        Assert.Equal(0.3, RunStatistics.Of([Ranks((0, [0.9, 0.1, 0.2, 0.4, 0.9]), (10, [0.9, double.NaN, 0.2, 0.4, 0.9]))]).RankRise!.Value, 1e-15);
    }

    [Fact]
    public void Medians_are_those_of_activations_outputs()
    {
        var outputs = Table("p50", (0, "SELU.0", 0.5), (0, "SELU.1", -0.1), (0, "Linear.0", 9), (5, "SELU.0", 0), (5, "SELU.1", -1));
        Assert.Equal((0.5 - 0.1 + 0 - 1) / 4, RunStatistics.Of([outputs]).MedianShift!.Value, 1e-7);
        Assert.Null(RunStatistics.Of([Table("p50", "weight_gradient", (0, "SELU.0", 0.5))]).MedianShift);
    }

    [Fact]
    public void What_was_not_recorded_has_no_number() => Assert.Equal(RunStatistics.None, RunStatistics.Of([Table("ratio", (0, "Linear.0", 1)), Table("fraction_dead")]));

    private static TableData Ranks(params (int Step, double[] Ratios)[] steps) =>
        Table("sigma1", [.. steps.SelectMany(step => step.Ratios.Select((ratio, layer) => (step.Step, $"Linear.{layer}", ratio)))]);

    private static TableData Table(string column, params (int Step, string Module, double Value)[] rows) => Table(column, "output", rows);

    private static TableData Table(string column, string tensor, params (int Step, string Module, double Value)[] rows)
    {
        string[] own = column is "sigma1" ? ["sigma1", "ratio"] : [column];
        var singles = column is "p50";
        var table = new TableData(new TableSchema([
            new("step", ColumnType.Int32), new("layer", ColumnType.Int32), new("module_index", ColumnType.Int32), new("module", ColumnType.String), new("tensor", ColumnType.String),
            .. own.Select(name => new ColumnSchema(name, singles ? ColumnType.Float : ColumnType.Double))]));
        foreach (var (step, module, value) in rows)
        {
            table.Column<int>("step").Append(step);
            table.Column<int>("layer").Append(module[^1] - '0');
            table.Column<int>("module_index").Append(1 + (2 * (module[^1] - '0')));
            table.Column<string>("module").Append(module);
            table.Column<string>("tensor").Append(tensor);
            foreach (var name in own)
            {
                if (singles)
                    table.Column<float>(name).Append((float)value);
                else
                    table.Column<double>(name).Append(value);
            }
        }

        return table;
    }
}
