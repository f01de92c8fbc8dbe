using System.Text;
using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Presets: which value counts where several are given, and what their names are part of.</summary>
public sealed class PresetTests
{
    private const string Presets = "name: x\nmodel: { width: 9 }\ntrain: { steps: 5, lr: 0.4 }\npresets:\n  small: { width: 20, model.depth: 1 }\n  large: { width: 50, depth: 3, train.lr: 0.1 }\n  same: { depth: 1, model.width: 20 }\n";

    [Fact]
    public void A_preset_is_an_axis_and_what_another_sets_stays_as_the_sections_say() => AssertCells(
        Presets + "grid: { preset: [large, small, none] }\n",
        "name: x\ntrain: { steps: 5 }\nzip: [ { width: [50, 20, 9], depth: [3, 1, 6], lr: [0.1, 0.4, 0.4] } ]\n");

    [Fact]
    public void It_goes_with_other_axes_in_the_order_in_which_they_are_written()
    {
        AssertCells(Presets + "grid: { seed: [1, 2], preset: [large, small], batch_size: [8, 16] }\n",
            "name: x\ntrain: { steps: 5 }\ngrid: { seed: [1, 2] }\ninclude: []\nzip: [ { width: [50, 20], depth: [3, 1], lr: [0.1, 0.4] }, { batch_size: [8, 16], momentum: [0, 0] } ]\n");
        AssertCells(Presets + "zip: [ { preset: [large, small], seed: [4, 5] } ]\n",
            "name: x\ntrain: { steps: 5 }\nzip: [ { width: [50, 20], depth: [3, 1], lr: [0.1, 0.4], seed: [4, 5] } ]\n");
    }

    [Fact]
    public void An_axis_counts_before_a_preset_and_a_warning_says_so()
    {
        const string yaml = Presets + "grid: { preset: [large, small], lr: [0.7, 0.8] }\n";
        AssertCells(yaml, "name: x\ntrain: { steps: 5 }\nzip: [ { width: [50, 20], depth: [3, 1] }, { lr: [0.7, 0.8], momentum: [0, 0] } ]\n");
        Assert.Equal("d.yaml:6:33: lr has an axis, which counts before what the preset large says", Assert.Single(Reader.Plan(yaml).Warnings).ToString());
    }

    [Fact]
    public void One_preset_can_be_chosen_for_all_cells_and_included_cells_say_the_rest()
    {
        AssertCells(Presets + "preset: large\ngrid: { seed: [1, 2] }\n", "name: x\nmodel: { width: 50, depth: 3 }\ntrain: { steps: 5, lr: 0.1 }\ngrid: { seed: [1, 2] }\n");
        AssertCells(Presets + "preset: large\ninclude: [ { preset: small, depth: 2 }, { lr: 1 }, { preset: none } ]\n",
            "name: x\ntrain: { steps: 5 }\nmodel: { width: 50, depth: 3 }\ninclude: [ { width: 20, depth: 2, lr: 0.4 }, { lr: 1 }, { width: 9, depth: 6, lr: 0.4 } ]\n");
    }

    [Theory]
    [InlineData("width=7", "grid: { preset: [large, small] }", "zip: [ { depth: [3, 1], lr: [0.1, 0.4] } ]\nmodel: { width: 7 }")]
    [InlineData("lr=[0.5, 0.6]", "grid: { preset: [large] }", "model: { width: 50, depth: 3 }\ngrid: { lr: [0.5, 0.6] }")]
    [InlineData("preset=small", "grid: { preset: [large], seed: [1, 2] }", "model: { width: 20, depth: 1 }\ntrain: { lr: 0.4, steps: 5 }\ngrid: { seed: [1, 2] }")]
    [InlineData("preset=[small, large]", "preset: none", "train: { steps: 5 }\nzip: [ { width: [20, 50], depth: [1, 3], lr: [0.4, 0.1] } ]")]
    public void What_is_set_counts_before_all(string set, string more, string expected)
    {
        var plan = Reader.Plan(Presets + more, null, set);
        AssertSame(Reader.Plan("name: x\n" + (expected.Contains("steps", StringComparison.Ordinal) ? expected : expected + "\ntrain: { steps: 5 }")), plan);
        // The composed definition says the same without it.
        AssertSame(plan, Reader.Plan(Encoding.UTF8.GetString(ComposedDefinition.Of(Encoding.UTF8.GetBytes(Presets + more), [set], null, Shipped.Parameters).Span)));
    }

    [Fact]
    public void Its_name_is_a_value_of_the_cell_and_no_part_of_the_run()
    {
        var cells = Reader.Plan(Presets + "grid: { preset: [large, small] }\n").Cells().ToList();
        Assert.Equal(["large", "small"], cells.Select(cell => Reader.Value(cell, "preset")));
        var renamed = Reader.Plan((Presets + "grid: { preset: [large, small] }\n").Replace("large", "wide", StringComparison.Ordinal)).Cells().ToList();
        Assert.Equal(["wide", "small"], renamed.Select(cell => Reader.Value(cell, "preset")));
        Assert.Equal(cells.Select(cell => cell.Run), renamed.Select(cell => cell.Run));
        Assert.Null(Reader.Value(Reader.Plan("name: x").Cells().First(), "preset"));
    }

    [Fact]
    public void Presets_that_come_to_the_same_values_are_one_run_and_a_warning_says_so()
    {
        var plan = Reader.Plan(Presets + "grid: { preset: [small, large, same], seed: [1, 2] }\n");
        Assert.Equal(["small", "small", "large", "large"], plan.Cells().Select(cell => Reader.Value(cell, "preset")));
        Assert.Equal("2 cells equal others, because the presets small and same come to the same values in them", Assert.Single(plan.Statistics.Equal).ToString());
        Assert.Equal("d.yaml:7:3: the presets small and same come to the same runs: they are trained once, and tables show them as small", Assert.Single(plan.Warnings).ToString());
    }

    [Fact]
    public void Conditions_patterns_and_summaries_can_name_it()
    {
        var plan = Reader.Plan(Presets + "grid: { preset: [small, large], seed: [1, 2] }\nexclude: [ { preset: small, seed: 2 } ]\nwhere: \"preset != 'large' or width * seed == 100\"\nsummary: { rows: [preset], columns: [seed] }\n");
        Assert.Equal([("small", 1L), ("large", 2L)], plan.Cells().Select(cell => ((string)Reader.Value(cell, "preset")!, Convert.ToInt64(Reader.Value(cell, "seed"), System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(["preset"], Reader.Valid(Presets + "grid: { preset: [small, large] }\n").Summary.Rows);
    }

    [Theory]
    [InlineData("preset: small", "d.yaml:2:9: there is no preset 'small', because the definition has no presets: write presets: { small: { width: 32, lr: 0.1 } }")]
    [InlineData("presets: { small: { width: 3 } }\ngrid: { preset: [small, smal] }", "d.yaml:3:25: there is no preset 'smal'; there is small; did you mean 'small'?")]
    [InlineData("presets: { small: { width: 3, model.width: 4 } }", "d.yaml:2:31: width stands in this preset already, under another of its names")]
    [InlineData("presets: { small: 3 }", "d.yaml:2:19: the preset small is the number 3; it must be a mapping of parameters to values, such as small: { width: 32, lr: 0.1 }")]
    [InlineData("presets: [ small ]", "d.yaml:2:10: presets is a list; it must be a mapping of keys to values")]
    [InlineData("presets: { none: { width: 3 } }", "d.yaml:2:12: a preset cannot have the name none, which means no preset")]
    [InlineData("presets: { a.b: { width: 3 } }", "d.yaml:2:12: a preset cannot have the name 'a.b'; allowed are letters, digits, '-' and '_', beginning with a letter, a digit or '_'")]
    [InlineData("presets: { a: { preset: b } }", "d.yaml:2:17: a preset cannot set preset")]
    [InlineData("presets: { a: { model: { width: 3 } } }", "d.yaml:2:17: a preset has no sections; the parameters in model stand in it by their names, such as small: { width: 32, lr: 0.1 }")]
    [InlineData("presets: { a: { width: 0 } }", "d.yaml:2:24: width is the number 0; it must be ")]
    [InlineData("presets: { a: { widht: 1 } }", "d.yaml:2:17: there is no parameter 'widht'; did you mean 'width'?")]
    [InlineData("preset: [a]", "d.yaml:2:9: preset is a list; it must be the name of a preset")]
    public void Mistakes_have_a_place(string yaml, string error) => Assert.StartsWith(error, Reader.Error("name: x\n" + yaml), StringComparison.Ordinal);

    [Fact]
    public void A_rule_that_a_preset_breaks_is_reported_in_the_preset() =>
        Assert.StartsWith("d.yaml:3:32: batch_size is 1000000, and there are only", Assert.Single(Reader.PlanResult("name: x\npresets:\n  all: { width: 2, batch_size: 1000000 }\ngrid: { preset: [all, none] }\n").Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Presets_of_a_base_are_merged()
    {
        using var folder = new TemporaryFolder();
        folder.Write("base.yaml", Presets);
        var plan = folder.Plan("extends: base.yaml\npresets: { small: { model.width: 21, seed: 3 }, large: { lr: , depth: 4 }, same: }\ngrid: { preset: [small, large] }\n");
        AssertSame(Reader.Plan("name: x\ntrain: { steps: 5 }\nzip: [ { width: [21, 50], depth: [1, 4], seed: [3, 1], lr: [0.4, 0.4] } ]\n"), plan);
    }

    private static void AssertCells(string yaml, string expected) => AssertSame(Reader.Plan(expected), Reader.Plan(yaml));

    private static void AssertSame(SweepPlan expected, SweepPlan plan)
    {
        Assert.Equal(expected.Cells().Select(cell => (cell.Cell, cell.Run)), plan.Cells().Select(cell => (cell.Cell, cell.Run)));
        // The other two ways to a cell.
        Assert.All(plan.Cells(), cell => Assert.Equal((cell.Run, cell.Parameters.Of("preset")), (plan.At(cell.Cell).Run, plan.At(cell.Cell).Parameters.Of("preset"))));
    }
}
