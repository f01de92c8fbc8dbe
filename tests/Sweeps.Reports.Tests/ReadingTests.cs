using Sweeps.Reports.Model;
using Sweeps.Reports.Reading;
using Sweeps.Tables;

namespace Sweeps.Reports.Tests;

/// <summary>What tables become before they are drawn.</summary>
public sealed class ReadingTests
{
    private static readonly ColumnSchema[] s_leading = [new("step", ColumnType.Int32), new("layer", ColumnType.Int32), new("module_index", ColumnType.Int32), new("module", ColumnType.String), new("tensor", ColumnType.String)];

    [Fact]
    public void Bins_of_one_range_are_shown_as_they_are()
    {
        var rows = Bins([(0, -1f, [1, 2, 3, 4]), (10, -1f, [4, 3, 2, 1])], width: 0.5f);
        var picture = Assert.Single(HistogramReader.Read("histogram", rows)!.Modules);
        Assert.Equal((-1, 1), (picture.Low, picture.High));
        Assert.Equal([0, 10], picture.Steps);
        Assert.Equal<double>([1, 2, 3, 4], picture.Counts[0]);
        Assert.Equal<double>([4, 3, 2, 1], picture.Counts[1]);
        Assert.Equal([4, 3, 2, 1], picture.Last.Counts);
        Assert.Equal([-1f, -0.5f, 0f, 0.5f, 1f], picture.Last.Edges);
    }

    [Fact]
    public void Bins_of_other_ranges_are_shared_out_over_what_they_lie_on()
    {
        // Half ranges of 1 and 7 have a root mean square of 5: the bins of the picture are 2.5 wide.
        var rows = Bins([(0, -1f, [10, 10, 10, 10]), (10, -7f, [7, 7, 7, 7])], width: 0.5f, widthOfLast: 3.5f);
        var picture = Assert.Single(HistogramReader.Read("histogram", rows)!.Modules);
        Assert.Equal((-5, 5), (Math.Round(picture.Low, 9), Math.Round(picture.High, 9)));
        Assert.Equal<double>([0, 20, 20, 0], picture.Counts[0].Select(count => Math.Round(count, 9)));
        // −5 to −2.5 lies on 1.5 of the first bin's 3.5 and 1 of the second's: 3 + 2 of 7.
        Assert.Equal<double>([5, 5, 5, 5], picture.Counts[1].Select(count => Math.Round(count, 9)));
    }

    [Fact]
    public void Values_that_are_all_one_value_are_in_one_place()
    {
        var rows = Bins([(0, -1f, [0, 0, 0, 5]), (10, 0.25f, [8, 0, 0, 0])], width: 0.5f, widthOfLast: 0);
        var picture = Assert.Single(HistogramReader.Read("histogram", rows)!.Modules);
        Assert.Equal(8, picture.Counts[1].Sum(), 9);
    }

    [Fact]
    public void Many_steps_become_means_of_neighbours()
    {
        var rows = Bins([.. Enumerable.Range(0, 1000).Select(step => (step, -1f, new[] { step, 0 }))], width: 1);
        var picture = Assert.Single(HistogramReader.Read("histogram", rows)!.Modules);
        Assert.Equal(100, picture.Steps.Length);
        Assert.Equal((0, 990), (picture.Steps[0], picture.Steps[^1]));
        Assert.Equal(994.5, picture.Counts[^1][0], 9);
    }

    [Fact]
    public void Evaluations_are_curves_per_split_without_the_metrics_of_other_tasks()
    {
        var table = new TableData(new TableSchema([
            new("step", ColumnType.Int32), new("split", ColumnType.String), new("loss", ColumnType.Double, Nullable: true),
            new("accuracy", ColumnType.Double, Nullable: true), new("r2", ColumnType.Double, Nullable: true)]));
        foreach (var (step, split, loss, accuracy) in new[] { (0, "train", 3.0, 0.1), (0, "valid", 3.5, 0.2), (10, "train", 2.0, 0.5), (10, "valid", 2.5, 0.25) })
        {
            table.Column<int>("step").Append(step);
            table.Column<string>("split").Append(split);
            table.Column<double>("loss").Append(loss);
            table.Column<double>("accuracy").Append(accuracy);
            table.Column<double>("r2").AppendNull();
        }

        var lines = LineReader.Read("evaluations", new DetailRows(table), 1000, 100)!;
        Assert.Equal(["loss", "accuracy"], lines.Columns);
        Assert.Equal(["train", "valid"], lines.Modules.Select(module => module.Key.Module));
        Assert.Equal([0, 10], lines.Modules[1].Curves[0].Steps);
        Assert.Equal([3.5, 2.5], lines.Modules[1].Curves[0].Values);
        Assert.Equal([0.2, 0.25], lines.Modules[1].Curves[1].Values);
    }

    [Fact]
    public void A_map_has_a_place_for_every_sample_and_unit_and_steps_without_a_saturated_one()
    {
        var table = new TableData(new TableSchema([.. s_leading, new("sample", ColumnType.Int32), new("unit", ColumnType.Int32)]));
        Row(table, 0, "Tanh.0", 3, 1);
        Row(table, 0, "Tanh.0", 0, 2);
        Row(table, 9, "Tanh.1", 1, 0);
        var map = MapReader.Read("saturated_units", new DetailRows(table), samples: 5, units: 4)!;
        Assert.Equal(["Tanh.0", "Tanh.1"], map.Modules.Select(module => module.Key.Module));
        Assert.All(map.Modules, module => Assert.Equal((5, 4, 2), (module.Samples, module.Units, module.Steps.Count)));
        Assert.Equal([2, 13], map.Modules[0].Steps[0].Places);
        Assert.Empty(map.Modules[0].Steps[1].Places);
        Assert.Equal([4], map.Modules[1].Steps[1].Places);
    }

    [Fact]
    public void A_map_beyond_all_bounds_is_not_drawn()
    {
        var table = new TableData(new TableSchema([.. s_leading, new("sample", ColumnType.Int32), new("unit", ColumnType.Int32)]));
        Row(table, 0, "Tanh.0", int.MaxValue, int.MaxValue);
        Assert.Null(MapReader.Read("saturated_units", new DetailRows(table), samples: 5, units: 4));
        Row(table, 0, "Tanh.0", -1, 0);
        Assert.Null(MapReader.Read("saturated_units", new DetailRows(table), samples: 5, units: 4));
    }

    [Fact]
    public void Several_rows_of_a_step_are_averaged_and_texts_left_out()
    {
        var table = new TableData(new TableSchema([.. s_leading, new("size", ColumnType.Int64), new("word", ColumnType.String), new("share", ColumnType.Double, Nullable: true)]));
        foreach (var (step, size, share) in new[] { (0, 1L, 0.5), (0, 3L, 1.5), (5, 7L, double.NaN) })
        {
            Lead(table, step, "Linear.0");
            table.Column<long>("size").Append(size);
            table.Column<string>("word").Append("x");
            if (double.IsNaN(share))
                table.Column<double>("share").AppendNull();
            else
                table.Column<double>("share").Append(share);
        }

        var lines = LineReader.Read("mine", new DetailRows(table), values: 1000, mostPoints: 100)!;
        Assert.True(lines.IsAveraged);
        Assert.Equal(["size", "share"], lines.Columns);
        var module = Assert.Single(lines.Modules);
        Assert.Equal(new ModuleKey(1, "Linear.0", 0, "output"), module.Key);
        Assert.Equal([0, 5], module.Curves[0].Steps);
        Assert.Equal([2, 7], module.Curves[0].Values);
        Assert.Equal([1, double.NaN], module.Curves[1].Values);
    }

    private static DetailRows Bins((int Step, float Low, int[] Counts)[] steps, float width, float? widthOfLast = null)
    {
        var table = new TableData(new TableSchema([.. s_leading, new("bin", ColumnType.Int32), new("low", ColumnType.Float), new("high", ColumnType.Float), new("count", ColumnType.Int32)]));
        foreach (var (step, low, counts) in steps)
        {
            var own = step == steps[^1].Step ? widthOfLast ?? width : width;
            for (var bin = 0; bin < counts.Length; bin++)
            {
                Lead(table, step, "Linear.0");
                table.Column<int>("bin").Append(bin);
                table.Column<float>("low").Append(low + (bin * own));
                table.Column<float>("high").Append(low + ((bin + 1) * own));
                table.Column<int>("count").Append(counts[bin]);
            }
        }

        return new DetailRows(table);
    }

    private static void Row(TableData table, int step, string module, int sample, int unit)
    {
        Lead(table, step, module);
        table.Column<int>("sample").Append(sample);
        table.Column<int>("unit").Append(unit);
    }

    private static void Lead(TableData table, int step, string module)
    {
        table.Column<int>("step").Append(step);
        table.Column<int>("layer").Append(0);
        table.Column<int>("module_index").Append(1);
        table.Column<string>("module").Append(module);
        table.Column<string>("tensor").Append("output");
    }
}
