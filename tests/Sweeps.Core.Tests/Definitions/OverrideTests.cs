namespace Sweeps.Core.Tests.Definitions;

/// <summary><c>--set</c> and <c>--where</c>.</summary>
public sealed class OverrideTests
{
    private const string Yaml = "name: x\ntrain: { lr: 0.1 }\ngrid: { activation: [tanh, relu], depth: [1, 2] }\nzip:\n  - { width: [10, 20], embedding: [3, 4] }\n";

    [Fact]
    public void A_scalar_replaces_the_base()
    {
        var plan = Reader.Plan(Yaml, null, "lr=0.5", "seed = 3", "model.residual=pre_activation");
        Assert.Equal(8, plan.CellCount + plan.Statistics.Equal.Sum(equal => equal.Count));
        Assert.All(plan.Cells(), cell => Assert.Equal((0.5, 3L, "pre_activation"), (Reader.Value(cell, "lr"), Reader.Value(cell, "seed"), Reader.Value(cell, "residual"))));
    }

    [Fact]
    public void A_scalar_replaces_an_axis() =>
        Assert.Equal(["gelu", "gelu", "gelu", "gelu"], Reader.Plan(Yaml, null, "activation=gelu").Cells().Select(cell => Reader.Value(cell, "activation")));

    [Fact]
    public void A_list_or_range_replaces_an_axis_in_its_place()
    {
        var cells = Reader.Plan(Yaml, null, "activation=[gelu, selu, tanh]", "depth={from: 1, to: 5, steps: 3}").Cells().ToList();
        Assert.Equal(18, cells.Count);
        Assert.Equal(["gelu", "selu", "tanh"], cells.Select(cell => (string)Reader.Value(cell, "activation")!).Distinct());
        Assert.Equal([1, 3, 5], cells.Take(6).Select(cell => (int)Reader.Value(cell, "depth")!).Distinct());
    }

    [Fact]
    public void A_list_for_another_parameter_makes_an_axis_after_those_of_the_grid()
    {
        var plan = Reader.Plan(Yaml, null, "lr=[0.3, 0.4]");
        Assert.Equal(["activation", "depth", "lr", "width embedding"], plan.Axes.Select(axis => string.Join(' ', axis.Parameters)));
        Assert.Equal(16, plan.CellCount);
    }

    [Fact]
    public void One_of_a_zip_can_be_replaced()
    {
        var cells = Reader.Plan(Yaml, null, "embedding=7").Cells().Take(2).Select(cell => (Reader.Value(cell, "width"), Reader.Value(cell, "embedding")));
        Assert.Equal([(10, 7), (20, 7)], cells);
        Assert.Contains("the numbers of values are: width 2, embedding 3", Reader.Error(Yaml, "embedding=[1,2,3]"), StringComparison.Ordinal);
        Assert.Equal(8, Reader.Plan(Yaml, null, "embedding=[8,9]").CellCount);
    }

    [Fact]
    public void The_last_of_two_counts() =>
        Assert.Equal(0.7, Reader.Value(Reader.Plan(Yaml, null, "lr=0.5", "train.lr=0.7").Cells().First(), "lr"));

    [Fact]
    public void What_is_replaced_need_not_be_valid() =>
        Assert.Equal(["tanh"], Reader.Plan("name: x\ntrain: { lr: nonsense }\ngrid: { activation: [rellu] }", null, "lr=0.1", "activation=[tanh]").Cells().Select(cell => Reader.Value(cell, "activation")));

    [Fact]
    public void Keys_of_the_definition_can_be_set()
    {
        var definition = Reader.Valid(Yaml, "name=other", "title='A title: with a colon'", "save=model", "report=true", "max_cells=8");
        Assert.Equal(("other", "A title: with a colon", true, true, 8), (definition.Name, definition.Title, definition.SaveModel, definition.Report, definition.MaxCells));
        Assert.Equal(["--set name=other"], definition.Overrides.Take(1));
    }

    [Fact]
    public void A_schedule_is_one_value() =>
        Assert.Equal("step(0.5, 0.1)", Reader.Value(Reader.Plan(Yaml, null, "schedule={step: {at: 0.5, factor: 0.1}}").Cells().First(), "schedule"));

    [Theory]
    [InlineData("lr", "--set lr: write KEY=VALUE, for example lr=0.1")]
    [InlineData("=3", "--set =3: write KEY=VALUE")]
    [InlineData("lr=", "--set lr=: 'lr' gets no value")]
    [InlineData("lr=fast", "--set lr=fast: lr is the text 'fast'; it must be a finite number")]
    [InlineData("activation=[tanh, rellu]", "--set activation=[tanh, rellu]: activation is the text 'rellu'")]
    [InlineData("activaton=tanh", "--set activaton=tanh: there is no parameter 'activaton'; did you mean 'activation'?; besides parameters name, title,")]
    [InlineData("lr=[1", "--set lr=[1: not YAML: ")]
    [InlineData("name=../x", "--set name=../x: the name '../x' cannot be that of a folder")]
    [InlineData("grid={}", "--set grid={}: there is no parameter 'grid'")]
    [InlineData("title=a\u001bb", "--set title=a\\u{1b}b: the control character U+001B")]
    public void A_mistake_is_located_at_the_option(string set, string start) => Assert.StartsWith(start, Reader.Error(Yaml, set), StringComparison.Ordinal);

    [Fact]
    public void Mistakes_in_file_and_options_come_together()
    {
        var errors = Reader.Read("name: x\nmodel: { width: 0 }", "depht > 1", ["lr=fast"]).Errors;
        Assert.Equal(["d.yaml", "--set lr=fast", "--where"], errors.Select(error => error.File));
    }

    [Fact]
    public void Where_of_the_command_line_comes_on_top()
    {
        var plan = Reader.Plan(Yaml + "where: depth == 2", "activation == 'relu'");
        Assert.Equal(2, plan.CellCount);
        Assert.Equal(6, plan.Statistics.Filtered);
        Assert.All(plan.Cells(), cell => Assert.Equal((2, "relu"), (Reader.Value(cell, "depth"), Reader.Value(cell, "activation"))));
    }
}
