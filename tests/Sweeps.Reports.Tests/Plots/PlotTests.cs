using System.Globalization;
using System.Text;
using System.Xml.Linq;
using MathNet.Numerics.Distributions;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Reports.Plots;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Plots;

public sealed class PlotTests
{
    private static readonly SummaryRequest s_nothing = new([], [], []);

    private static readonly TableSchema s_schema = new(
    [
        new("activation", ColumnType.String), new("norm", ColumnType.String), new("lr", ColumnType.Double), new("seed", ColumnType.Int64), new("status", ColumnType.String),
        new("loss_chance", ColumnType.Double), new("loss_end", ColumnType.Double, Nullable: true), new("above_chance", ColumnType.Boolean),
    ]);

    /// <summary>Three learning rates × two norms × three seeds; without a norm the largest rate diverges twice.</summary>
    private static readonly TableData s_runs = Runs([.. from norm in new[] { "none", "layer" }
                                                       from lr in new[] { 0.1, 1.0, 10.0 }
                                                       from seed in new[] { 1, 2, 3 }
                                                       select ("tanh", norm, lr, seed, norm is "none" && lr == 10 && seed < 3 ? (double?)null : lr + seed + (norm is "none" ? 0 : 0.5))]);

    [Fact]
    public void Means_and_intervals_are_those_of_the_seeds()
    {
        var figure = Figure(s_runs, new());
        Assert.Equal(("lr", "loss_end", "norm"), (figure.X, figure.Y, figure.Color));
        Assert.True(figure.IsNumeric && figure.IsLogarithmic);
        Assert.Equal([0.1, 1.0, 10.0], figure.Values);
        Assert.Equal(["norm none", "norm layer"], figure.Series.Select(series => series.Name));
        // Seeds 1, 2, 3 have the standard deviation 1.
        var half = StudentT.InvCDF(0, 1, 2, 0.975) / Math.Sqrt(3);
        Assert.Equal(2.1, figure.Series[0].Points[0].Mean!.Value, 1e-12);
        Assert.Equal(3.5, figure.Series[1].Points[1].Mean!.Value, 1e-12);
        Assert.Equal(half, figure.Series[0].Points[0].HalfWidth!.Value, 1e-9);
        Assert.Equal((13.0, null, 3, 2), (figure.Series[0].Points[2].Mean, figure.Series[0].Points[2].HalfWidth, figure.Series[0].Points[2].Runs, figure.Series[0].Points[2].Lost));
        Assert.Equal((0, 0), (figure.Best!.Value.Series, figure.Best.Value.Point.Place));
        Assert.Equal(3.3, figure.Chance);
    }

    [Fact]
    public void Numbers_are_in_order_and_categories_as_the_cells_have_them()
    {
        var runs = Runs(("tanh", "none", 10, 1, 3), ("tanh", "none", 0.1, 1, 1), ("relu", "none", 10, 1, 4), ("relu", "none", 0.1, 1, 2));
        var byRate = Figure(runs, new());
        Assert.Equal([0.1, 10.0], byRate.Values);
        Assert.Equal([1.0, 3.0], byRate.Series[0].Points.Select(point => point.Mean!.Value));
        var byName = Figure(runs, new() { X = "activation", Color = "lr" });
        Assert.Equal(["tanh", "relu"], byName.Values);
        Assert.Equal(["lr 0.1", "lr 10"], byName.Series.Select(series => series.Name));
        Assert.False(byName.IsNumeric);
        Assert.Null(byName.Series[0].Points[0].HalfWidth);
    }

    [Theory]
    [InlineData(true, new[] { 0.01, 0.1, 1.0 })]
    [InlineData(true, new[] { 1.0, 2.0, 4.0, 8.0 })]
    [InlineData(false, new[] { 1.0, 2.0, 3.0, 4.0 })]
    [InlineData(false, new[] { 0.0, 0.1, 1.0, 10.0 })]
    [InlineData(false, new[] { 0.1, 10.0 })]
    public void An_axis_is_logarithmic_if_its_values_are(bool expected, double[] values) =>
        Assert.Equal(expected, Figure(Runs([.. values.Select(lr => ("tanh", "none", lr, 1, (double?)lr))]), new()).IsLogarithmic);

    [Fact]
    public void What_cannot_be_drawn_says_so()
    {
        AssertRefused("status is a text; a plot needs numbers along the y axis.", new() { Y = "status" });
        AssertRefused("above_chance is true or false; a plot needs numbers along the y axis.", new() { Y = "above_chance" });
        AssertRefused("There is no 'loss_ned' in the runs", new() { Y = "loss_ned" });
        AssertRefused("There is no 'nrom' in the runs", new() { X = "nrom" });
        AssertRefused("lr is along the x axis", new() { Color = "lr" });
        var many = Runs([.. Enumerable.Range(1, 25).SelectMany(lr => new[] { "tanh", "relu" }.Select(activation => (activation, "none", (double)lr, 1, (double?)lr)))]);
        Assert.StartsWith("lr has 25 values, and at most 24", Assert.Throws<ArgumentException>(() => Figure(many, new() { X = "activation", Color = "lr" })).Message, StringComparison.Ordinal);
        Assert.StartsWith("There are no runs to plot.", Assert.Throws<ArgumentException>(() => Figure(Runs(), new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_has_a_mark_for_every_point_a_legend_and_the_same_bytes_in_every_culture()
    {
        var request = new PlotRequest { Title = "<script>alert(1)</script> & “x”", Width = 900, Height = 300 };
        var bytes = SvgPlot.Draw(Figure(s_runs, request), request);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = other;
            Assert.Equal(bytes, SvgPlot.Draw(Figure(s_runs, request), request));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.True(bytes.AsSpan().StartsWith(SvgPlot.Beginning));
        Assert.DoesNotContain((byte)'\r', bytes);
        var svg = XDocument.Parse(Encoding.UTF8.GetString(bytes)).Root!;
        Assert.Equal(("svg", "900", "300"), (svg.Name.LocalName, svg.Attribute("width")!.Value, svg.Attribute("height")!.Value));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script");
        var texts = svg.Descendants().Where(element => element.Name.LocalName is "text").Select(element => element.Value.Trim()).ToList();
        Assert.Superset(new HashSet<string>(["<script>alert(1)</script> & “x”", "lr", "loss_end, mean ± 95 % over seeds", "norm none", "norm layer", "diverged or failed", "chance 3.3", "best: 2.1 ± 2.5", "0.1", "1", "10"], StringComparer.Ordinal), texts.ToHashSet(StringComparer.Ordinal));
        // Six points, two in the legend, and the ring around the best.
        Assert.Equal(6 + 2 + 1, svg.Descendants().Count(element => element.Name.LocalName is "ellipse" or "circle"));
    }

    [Fact]
    public void One_run_is_one_point()
    {
        var figure = Figure(Runs(("tanh", "none", 0.1, 1, 2)), new());
        Assert.Equal(("", null, 1), (figure.X, figure.Color, Assert.Single(figure.Series).Points.Count));
        Assert.NotEmpty(SvgPlot.Draw(figure, new()));
        Assert.NotEmpty(SvgPlot.Draw(Figure(Runs(("tanh", "none", 0.1, 1, null)), new()), new()));
    }

    private static PlotFigure Figure(TableData runs, PlotRequest request) => PlotFigure.Of(Shipped.Parameters, runs, request, s_nothing);

    private static void AssertRefused(string message, PlotRequest request) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Figure(s_runs, request)).Message, StringComparison.Ordinal);

    private static TableData Runs(params (string Activation, string Norm, double Lr, int Seed, double? Loss)[] runs)
    {
        var table = new TableData(s_schema);
        foreach (var (activation, norm, lr, seed, loss) in runs)
        {
            table.Column<string>("activation").Append(activation);
            table.Column<string>("norm").Append(norm);
            table.Column<double>("lr").Append(lr);
            table.Column<long>("seed").Append(seed);
            table.Column<string>("status").Append(loss is null ? "diverged" : "completed");
            table.Column<double>("loss_chance").Append(3.3);
            if (loss is { } known)
                table.Column<double>("loss_end").Append(known);
            else
                table.Column<double>("loss_end").AppendNull();
            table.Column<bool>("above_chance").Append(false);
        }

        return table;
    }
}
