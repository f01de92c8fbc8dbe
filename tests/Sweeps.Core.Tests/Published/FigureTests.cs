using System.Text;
using Sweeps.Core.Published;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Published;

public sealed class FigureTests
{
    [Fact]
    public void Every_file_of_figures_can_be_read()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "experiments", "published"), "*.figures.yaml");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var (figures, errors) = FigureReader.Read(File.ReadAllBytes(file), file, Shipped.Parameters);
            Assert.Empty(errors);
            Assert.NotEmpty(figures!.Figures);
            Assert.True(File.Exists(file.Replace(".figures.yaml", ".yaml", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("{ published: 2.5578, kind: stable }", 2.55784, true)]
    [InlineData("{ published: 2.5578, kind: stable }", 2.55786, false)]
    [InlineData("{ published: 2.557870318889618, decimals: 6 }", 2.5578704, true)]
    [InlineData("{ published: 2.557870318889618, decimals: 6 }", 2.5578706, false)]
    [InlineData("{ published: 2.423, pytorch: 2.421399, kind: pytorch }", 2.4213994, true)]
    [InlineData("{ published: 2.423, pytorch: 2.421399, kind: pytorch }", 2.4213996, false)]
    [InlineData("{ published: 2.423, pytorch: 2.421399, kind: pytorch }", 2.423, false)]
    [InlineData("{ published: 2.830, pytorch: 2.837, kind: chaotic }", 2.866, true)]
    [InlineData("{ published: 2.830, pytorch: 2.837, kind: chaotic }", 2.806, false)]
    [InlineData("{ published: 2.18, kind: target }", 2.1899, true)]
    [InlineData("{ published: 2.18, kind: target }", 2.1901, false)]
    [InlineData("{ kind: claim, value: loss_excess, least: -0.1, most: 0.1 }", 0.05, true)]
    [InlineData("{ kind: claim, value: loss_excess, least: -0.1, most: 0.1 }", 0.15, false)]
    [InlineData("{ published: 2.5578, kind: stable }", double.NaN, false)]
    public void A_figure_is_judged_by_what_it_is(string figure, double ours, bool agrees)
    {
        var (figures, errors) = Read($"figures:\n  - {figure}\n");
        Assert.Empty(errors);
        Assert.Equal(agrees, FigureCheck.Judge(figures!.Figures[0], "", ours).Agrees);
    }

    [Fact]
    public void What_is_unchecked_is_shown_and_not_judged()
    {
        var row = FigureCheck.Judge(Read("figures:\n  - { kind: unchecked, published: 2.5 }\n").Figures!.Figures[0], "", 9);
        Assert.Null(row.Agrees);
        Assert.Equal(6.5, row.Difference);
    }

    [Theory]
    [InlineData("figures:\n  - { kind: stabel, published: 1 }\n", "stable")]
    [InlineData("figures:\n  - { kind: stable }\n", "needs published")]
    [InlineData("figures:\n  - { kind: pytorch, published: 1.0 }\n", "needs pytorch")]
    [InlineData("figures:\n  - { kind: claim }\n", "least or most")]
    [InlineData("figures:\n  - { published: 1.0, value: loss_ende }\n", "loss_end")]
    [InlineData("figures:\n  - { published: 1.0, cell: { actvation: relu } }\n", "activation")]
    [InlineData("figures: []\n", "no figures")]
    public void Mistakes_are_named_with_their_place(string yaml, string part)
    {
        var (figures, errors) = Read(yaml);
        Assert.Null(figures);
        Assert.Contains(errors, error => error.ToString().StartsWith("f.yaml:", StringComparison.Ordinal) && error.ToString().Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mean", "", 2.75)]
    [InlineData("max", "", 4.5)]
    [InlineData("min", "", 1.0)]
    [InlineData("rise", "", 3.5)]
    [InlineData("mean", "Linear.1", 4.5)]
    public void Measures_are_taken_over_modules_and_averaged_over_steps(string measure, string module, double expected)
    {
        var rows = new TableData(new TableSchema([
            new("step", ColumnType.Int32), new("layer", ColumnType.Int32), new("module", ColumnType.String), new("tensor", ColumnType.String), new("ratio", ColumnType.Double)]));
        foreach (var (step, layer, value) in new[] { (0, 0, 1.0), (0, 1, 4.0), (10, 0, 1.0), (10, 1, 5.0), (20, 0, 100.0), (20, 1, 1000.0) })
        {
            rows.Column<int>("step").Append(step);
            rows.Column<int>("layer").Append(layer);
            rows.Column<string>("module").Append($"Linear.{layer}");
            rows.Column<string>("tensor").Append("output");
            rows.Column<double>("ratio").Append(value);
        }

        Assert.Equal(expected, TableMeasures.Of(new TableMeasure("t", "ratio", measure, module, "", null, (0, 10)), rows));
        Assert.Null(TableMeasures.Of(new TableMeasure("t", "ratio", measure, "Tanh", "", null, null), rows));
        Assert.Throws<ArgumentException>(() => TableMeasures.Of(new TableMeasure("t", "module", measure, "", "", null, null), rows));
    }

    private static (FigureSet? Figures, IReadOnlyList<Sweeps.Core.Yaml.DefinitionError> Errors) Read(string yaml) => FigureReader.Read(Encoding.UTF8.GetBytes(yaml), "f.yaml", Shipped.Parameters);
}
