using FsCheck;
using FsCheck.Fluent;
using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;

namespace Sweeps.Core.Tests.Plans;

public sealed class ExpansionTests
{
    private static readonly string[] Activations = ["tanh", "relu", "selu", "gelu"];

    /// <summary>Axes of these lengths, numbered as nested loops would run.</summary>
    [Fact]
    public void A_grid_is_the_nested_loop_over_its_axes()
    {
        Prop.ForAll(Gen.Choose(1, 4).Three().Zip(Gen.Choose(1, 3).Two()).ToArbitrary(), lengths =>
        {
            var ((activations, depths, seeds), (zipped, widths)) = lengths;
            var zip = $"{{ lr: [{List(zipped, i => $"0.{i + 1}")}], steps: [{List(zipped, i => $"{i + 100}")}] }}";
            var plan = Reader.Plan($"name: x\ngrid: {{ activation: [{List(activations, i => Activations[i])}], depth: [{List(depths, i => $"{i + 1}")}], seed: {{ count: {seeds}, from: 7 }}, width: [{List(widths, i => $"{i + 5}")}] }}\nzip: [{zip}]");
            var expected = new List<string>();
            for (var a = 0; a < activations; a++)
                for (var d = 0; d < depths; d++)
                    for (var s = 0; s < seeds; s++)
                        for (var w = 0; w < widths; w++)
                            for (var z = 0; z < zipped; z++)
                                expected.Add($"{expected.Count} {Activations[a]} {d + 1} {s + 7} {w + 5} 0.{z + 1} {z + 100}");
            var cells = plan.Cells().ToList();
            Assert.Equal(expected, cells.Select(cell => $"{cell.Cell} {Show(cell, "activation", "depth", "seed", "width", "lr", "steps")}"));
            Assert.Equal(cells.Count, plan.CellCount);
            Assert.Equal(cells.Count, plan.Cells().Count());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Filters_are_what_a_loop_with_conditions_leaves()
    {
        Prop.ForAll(Gen.Choose(1, 6).Three().ToArbitrary(), chosen =>
        {
            var (limit, excluded, filtered) = chosen;
            var plan = Reader.Plan($"name: x\ngrid: {{ depth: {{ from: 1, to: 6, steps: 6 }}, width: [1, 2, 3, 4, 5, 6, 7] }}\nexclude: [{{ depth: {excluded} }}]\nwhere: depth + width > {limit} and width != {filtered}");
            var expected =
                from number in Enumerable.Range(0, 42)
                let depth = (number / 7) + 1
                let width = (number % 7) + 1
                where depth != excluded && depth + width > limit && width != filtered
                select $"{number} {depth} {width}";
            Assert.Equal(expected, plan.Cells().Select(cell => $"{cell.Cell} {Show(cell, "depth", "width")}"));
            Assert.Equal(7, plan.Statistics.Excluded);
            Assert.Equal(42, plan.Statistics.Excluded + plan.Statistics.Filtered + plan.CellCount);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_run_does_not_depend_on_the_order_of_the_axes()
    {
        var one = Reader.Plan("name: x\ngrid: { activation: [tanh, relu], depth: [1, 2], lr: [0.1, 0.2] }");
        var other = Reader.Plan("name: y\ntitle: Another\ngrid: { train.lr: [0.2, 0.1], model.depth: [2, 1], activation: [relu, tanh] }\nsummary: { rows: lr }\nhandlers: [ percentiles ]\nsave: model\nmax_cells: 8");
        Assert.NotEqual(one.Cells().Select(cell => cell.Run), other.Cells().Select(cell => cell.Run));
        Assert.Equal(one.Cells().Select(cell => cell.Run).Order(StringComparer.Ordinal), other.Cells().Select(cell => cell.Run).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_axes_there_is_one_cell() => Assert.Equal(0, Assert.Single(Reader.Plan("name: x").Cells()).Cell);

    [Fact]
    public void With_included_cells_alone_there_are_no_others()
    {
        var plan = Reader.Plan("name: x\nmodel: { width: 9 }\ninclude:\n  - { activation: tanh }\n  - { activation: selu, schedule: { step: { at: 0.5, factor: 0.1 } } }");
        Assert.Equal(["0 tanh 9 constant", "1 selu 9 step(0.5, 0.1)"], plan.Cells().Select(cell => $"{cell.Cell} {Show(cell, "activation", "width", "schedule")}"));
        Assert.Equal((0, 2), (plan.Statistics.GridCells, plan.Statistics.Included));
    }

    [Fact]
    public void Included_cells_come_after_the_grid_and_start_from_the_base()
    {
        var plan = Reader.Plan("name: x\nmodel: { depth: 3 }\ngrid: { activation: [tanh, selu], depth: [1, 2] }\ninclude: [ { norm: batch } ]");
        Assert.Equal("4 relu 3 batch", $"{plan.Cells().Last().Cell} {Show(plan.Cells().Last(), "activation", "depth", "norm")}");
    }

    [Fact]
    public void Exclude_and_where_hold_for_included_cells_too() =>
        Assert.Equal(1, Reader.Plan("name: x\ninclude: [ { depth: 1 }, { depth: 2 }, { depth: 3 } ]\nexclude: [ { depth: 1 } ]\nwhere: depth < 3").CellCount);

    [Fact]
    public void Exclude_takes_out_what_an_auto_word_comes_to()
    {
        var plan = Reader.Plan("name: x\ngrid: { activation: [tanh, relu], gain: [auto, 1.0] }\nexclude: [ { gain: auto } ]");
        Assert.Equal(["tanh 1", "relu 1"], plan.Cells().Select(cell => Show(cell, "activation", "gain")));
        Assert.Equal(3, Reader.Plan("name: x\ngrid: { activation: [tanh, selu], gain: [auto, 2.0] }\nexclude: [ { gain: 1 } ]").CellCount);
    }

    [Theory]
    [InlineData("where: depth > 100", null, "d.yaml:2:8: no cell is left to train")]
    [InlineData("exclude: [ { depth: 6 } ]", null, "d.yaml:2:12: no cell is left to train")]
    [InlineData("title: x", "depth > 100", "--where:1:1: no cell is left to train")]
    public void Nothing_left_is_an_error(string line, string? where, string start) =>
        Assert.StartsWith(start, Assert.Single(Reader.PlanResult($"name: x\n{line}", where).Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Cells_are_computed_as_they_are_asked_for()
    {
        // 10^9 cells could not be held; the first ones come at once.
        var definition = Reader.Valid("name: x\nmax_cells: 2000000000\ngrid: { depth: { from: 1, to: 10, steps: 10 }, seed: { count: 100000000 } }");
        var plan = new SweepPlan(definition, Reader.Data, Reader.Engines.Get("fake"));
        Assert.Equal(1_000_000_000, plan.Size);
        Assert.Equal([1L, 2L, 3L], plan.Cells().Take(3).Select(cell => (long)Reader.Value(cell, "seed")!));
    }

    private static string Show(PlannedCell cell, params string[] parameters) =>
        string.Join(' ', parameters.Select(parameter => Convert.ToString(Reader.Value(cell, parameter), System.Globalization.CultureInfo.InvariantCulture)));

    private static string List(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(0, count).Select(item));
}
