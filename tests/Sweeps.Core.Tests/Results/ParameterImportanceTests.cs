using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.LinearAlgebra;
using Sweeps.Core.Analysis.Answers;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

public sealed class ParameterImportanceTests
{
    /// <summary>Cell means 2, 6, 3, 11 around 5.5 with two seeds one off on each side. By hand: sums of squares 18 for the activation, 72 for the norm, 8 together, 8 between seeds, 106 in all.</summary>
    [Fact]
    public void Two_factors_with_replicates_have_the_shares_of_a_two_way_analysis_of_variance()
    {
        double[][] cells = [[1, 3], [5, 7], [2, 4], [10, 12]];
        var runs = GridOfRuns.Of(cells.SelectMany((cell, i) => cell.Select((end, seed) => (i < 2 ? "tanh" : "relu", i % 2 == 0 ? "none" : "layer", 0.1, seed + 1, (double?)end))));
        var importance = Assert.Single(ParameterImportance.Of(new SweepCells(Shipped.Parameters, runs), ["loss_end"]));
        Assert.Equal(["norm", "activation", "norm activation"], importance.Terms.Select(term => string.Join(' ', term.Parameters.OrderDescending(StringComparer.Ordinal))));
        Assert.All(new[] { 72.0, 18, 8 }.Zip(importance.Terms), pair => Assert.Equal(pair.First / 106, pair.Second.Share, 1e-12));
        Assert.Equal(8.0 / 106, importance.Seeds, 1e-12);
        Assert.Equal((0.0, 8, ""), (importance.Rest, importance.Runs, importance.Reason));
    }

    /// <summary>The sums of squares of nested linear models, fitted by least squares.</summary>
    [Fact]
    public void Three_factors_agree_with_least_squares_of_MathNet()
    {
        var random = new Random(3);
        string[] activations = ["tanh", "relu", "gelu"];
        string[] norms = ["none", "layer"];
        double[] rates = [0.1, 0.2, 0.3, 0.4];
        var rows = (from a in activations from n in norms from r in rates from s in new[] { 1, 2 } select (a, n, r, s, End: (double?)(2 + random.NextDouble() + (string.Equals(a, "relu", StringComparison.Ordinal) && r > 0.2 ? 1 : 0)))).ToList();
        var importance = Assert.Single(ParameterImportance.Of(new SweepCells(Shipped.Parameters, GridOfRuns.Of(rows)), ["loss_end"]));

        int[][] codes = [[.. rows.Select(row => Array.IndexOf(activations, row.a))], [.. rows.Select(row => Array.IndexOf(norms, row.n))], [.. rows.Select(row => Array.IndexOf(rates, row.r))]];
        string[] names = ["activation", "norm", "lr"];
        var y = Vector<double>.Build.DenseOfEnumerable(rows.Select(row => row.End!.Value));
        var total = Residual([]);
        int[][] mains = [[0], [1], [2]];
        var ofMains = Residual(mains);
        int[][] pairs = [[0, 1], [0, 2], [1, 2]];
        var expected = mains.Select(main => (main, Share: (total - Residual([main])) / total)).Concat(pairs.Select(pair => (main: pair, Share: (ofMains - Residual([.. mains, pair])) / total)));
        foreach (var (factors, share) in expected)
            Assert.Equal(share, importance.Terms.Single(term => term.Parameters.ToHashSet(StringComparer.Ordinal).SetEquals(factors.Select(factor => names[factor]))).Share, 1e-10);
        var ofPairs = Residual([.. mains, .. pairs]);
        var ofCells = Residual([.. mains, .. pairs, [0, 1, 2]]);
        Assert.Equal((ofPairs - ofCells) / total, importance.Rest, 1e-10);
        Assert.Equal(ofCells / total, importance.Seeds, 1e-10);
        Assert.Equal(1, importance.Terms.Sum(term => term.Share) + importance.Rest + importance.Seeds, 1e-12);

        double Residual(int[][] terms)
        {
            // A column for each combination of levels other than the first ones.
            var columns = new List<Vector<double>> { Vector<double>.Build.Dense(rows.Count, 1) };
            foreach (var term in terms)
                foreach (var levels in Levels(term))
                    columns.Add(Vector<double>.Build.DenseOfEnumerable(Enumerable.Range(0, rows.Count).Select(row => term.Select((factor, i) => codes[factor][row] == levels[i] ? 1.0 : 0).Aggregate(1.0, (a, b) => a * b))));
            var design = Matrix<double>.Build.DenseOfColumnVectors(columns);
            return Math.Pow((y - (design * MultipleRegression.QR(design, y))).L2Norm(), 2);
        }

        IEnumerable<int[]> Levels(int[] term) => term.Aggregate((IEnumerable<int[]>)[[]], (all, factor) => all.SelectMany(one => Enumerable.Range(1, codes[factor].Max()).Select(level => (int[])[.. one, level])));
    }

    [Fact]
    public void Values_at_which_runs_diverged_are_left_out_and_divergence_is_an_outcome_of_its_own()
    {
        var runs = GridOfRuns.Of(from a in new[] { "tanh", "relu" } from r in new[] { 0.1, 0.2, 0.3, 9 } select (a, "none", r, 1, r > 1 ? (double?)null : r));
        var importances = ParameterImportance.Of(new SweepCells(Shipped.Parameters, runs), ["loss_end", "loss_test"]);
        Assert.Equal(["loss_end", ParameterImportance.Diverged], importances.Select(one => one.Outcome));
        Assert.Equal(["lr 9"], importances[0].LeftOut);
        Assert.Equal(6, importances[0].Runs);
        // Neither the loss nor divergence depends on the activation.
        Assert.All(importances, one => Assert.Equal(1, one.Terms.Single(term => term.Parameters is ["lr"]).Share, 1e-12));
        Assert.Empty(importances[1].LeftOut);
    }

    [Fact]
    public void What_is_no_complete_grid_says_why_nothing_was_computed()
    {
        (string, string, double, int, double?)[] runs = [("tanh", "none", 0.1, 1, 2.0), ("relu", "none", 0.2, 1, 2.0), ("relu", "none", 0.1, 1, 2.0)];
        Assert.Equal("the sweep is no complete grid: it has 3 of the 4 combinations of the values of lr and activation", Sorted(Reason(runs)));
        Assert.Equal("cells have different numbers of runs", Reason([.. SweepAnswerTests.Cell("tanh", 0.1, 2.0, 2.1), .. SweepAnswerTests.Cell("relu", 0.1, 2.2)]));
        Assert.Equal("all runs have the same value", Reason([.. SweepAnswerTests.Cell("tanh", 0.1, 2.0), .. SweepAnswerTests.Cell("relu", 0.1, 2.0)]));
        Assert.Equal("too few cells have a value in each of their runs", Reason([.. SweepAnswerTests.Cell("tanh", 0.1, 2.0), .. SweepAnswerTests.Cell("relu", 0.1, (double?)null)]));
        Assert.Empty(ParameterImportance.Of(new SweepCells(Shipped.Parameters, GridOfRuns.Of(SweepAnswerTests.Cell("tanh", 0.1, 2.0, 2.1))), ["loss_end"]));

        static string Reason((string, string, double, int, double?)[] runs)
        {
            var importance = ParameterImportance.Of(new SweepCells(Shipped.Parameters, GridOfRuns.Of(runs)), ["loss_end"])[0];
            Assert.Empty(importance.Terms);
            return importance.Reason;
        }

        static string Sorted(string text) => text.Replace("activation and lr", "lr and activation", StringComparison.Ordinal);
    }
}
