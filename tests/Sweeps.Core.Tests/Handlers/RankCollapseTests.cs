using MathNet.Numerics.LinearAlgebra;
using Sweeps.Numerics.LinearAlgebra;
using Sweeps.Numerics.Statistics;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class RankCollapseTests
{
    [Fact]
    public void Agrees_with_numpys_singular_values()
    {
        foreach (var golden in HandlerGoldens.Section("singular_values"))
        {
            var (rows, columns, seed, rank) = (golden.Int("rows"), golden.Int("columns"), golden.Int("seed"), golden.Int("rank"));
            AssertAgree(golden.Number("largest"), golden.Number("sum"), Exact(rows, columns, seed, rank), $"{rows} x {columns}");
        }
    }

    [Fact]
    public void Agrees_with_MathNet_for_every_shape()
    {
        for (var rows = 1; rows <= 40; rows += rows < 9 ? 1 : 4)
            for (var columns = 1; columns <= 70; columns += columns < 9 ? 1 : 5)
                AssertAgrees(Matrices.Normal(rows, columns, (uint)(rows + (71 * columns))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-30)]
    [InlineData(1e-41)]
    [InlineData(1e30)]
    public void Agrees_with_MathNet_for_every_rank_and_scale(double scale)
    {
        foreach (var (rows, columns) in new[] { (32, 30), (30, 32), (30, 30), (32, 27), (8, 70), (70, 70), (7, 7) })
            for (var rank = 0; rank <= Math.Min(rows, columns); rank += rank < 4 ? 1 : 9)
                AssertAgrees(Matrices.OfRank(rows, columns, rank, (uint)(rows + rank), scale));
    }

    [Fact]
    public void Agrees_with_MathNet_where_singular_values_spread_wide()
    {
        foreach (var ratio in (double[])[0.9, 0.5, 0.1, 1e-3, 1e-7])
        {
            // Diagonal: σ are the entries; and the same times an orthogonal-looking mix.
            AssertAgrees(Matrices.Map(new float[30, 30], (_, i, j) => i == j ? (float)Math.Pow(ratio, i) : 0));
            AssertAgrees(Matrices.Map(new float[70, 70], (_, i, j) => i != j ? 0 : i == 0 ? 1 : (float)ratio));
            AssertAgrees(Matrices.Map(Matrices.Normal(32, 30, 9), (x, _, j) => (float)(x * Math.Pow(ratio, j))));
            AssertAgrees(Matrices.Map(Matrices.Normal(32, 30, 9), (x, i, _) => (float)(x * Math.Pow(ratio, 31 - i))));
        }
    }

    [Fact]
    public void Agrees_with_MathNet_for_matrices_with_structure()
    {
        AssertAgrees(Matrices.Map(new float[30, 30], (_, _, _) => 1));
        AssertAgrees(Matrices.Map(new float[30, 30], (_, i, j) => i == j ? 1 : 0));
        AssertAgrees(Matrices.Map(new float[30, 30], (_, i, j) => i == j || i + 1 == j ? 1 : 0));
        AssertAgrees(Matrices.Map(new float[32, 30], (_, i, j) => i == 31 && j == 29 ? 1 : 0));
        AssertAgrees(Matrices.Map(Matrices.Normal(32, 30, 3), (x, _, j) => j % 3 == 0 ? 0 : x));
        AssertAgrees(Matrices.Map(Matrices.Normal(32, 30, 3), (x, i, _) => i % 2 == 0 ? 0 : x));
        AssertAgrees(Matrices.Map(Matrices.Normal(32, 30, 3), (x, _, j) => j < 20 ? 0 : x));
        AssertAgrees(Matrices.Map(new float[30, 30], (_, i, j) => 1f / (i + j + 1)));
        AssertAgrees(Matrices.Map(Matrices.Normal(30, 30, 4), (x, i, j) => i == j ? x : i + 1 == j ? 0.1f * x : 0));
        AssertAgrees(Matrices.Map(Matrices.Normal(32, 30, 5), (x, _, _) => MathF.Sign(x)));
        AssertAgrees(Matrices.Map(Matrices.Normal(30, 30, 6), (x, i, j) => i / 3 == j / 3 ? x : 0));
        AssertAgrees(Matrices.Map(new float[32, 32], (_, i, j) => System.Numerics.BitOperations.PopCount((uint)(i & j)) % 2 == 0 ? 1 : -1));
    }

    [Fact]
    public void Takes_more_matrices_than_lanes_and_many_shapes_at_once()
    {
        var step = new FakeStep();
        var matrices = Enumerable.Range(0, 21).Select(i => Matrices.Normal(5 + (i % 4 * 9), 3 + (i % 5 * 11), (uint)i)).ToList();
        foreach (var matrix in matrices)
            step.Set(step.Add("Linear"), TensorKinds.Output, matrix);
        var table = HandlerRun.Rows(step, "rank_collapse");

        Assert.Equal(Enumerable.Range(0, 21), table.Column<int>("layer").Values.ToArray());
        for (var i = 0; i < matrices.Count; i++)
        {
            var expected = Matrix<double>.Build.Dense(matrices[i].GetLength(0), matrices[i].GetLength(1), (row, column) => matrices[i][row, column]).Svd(computeVectors: false).S;
            Assert.Equal(expected.Maximum() / expected.Sum(), table.Column<double>("ratio").Values[i], 1e-9);
        }
    }

    [Fact]
    public void An_all_zero_matrix_has_zeros_and_no_ratio()
    {
        var step = new FakeStep();
        step.Set(step.Add("Linear"), TensorKinds.Output, new float[32, 30]);
        var table = HandlerRun.Rows(step, "rank_collapse");
        Assert.Equal([0.0], table.Column<double>("sigma1").Values.ToArray());
        Assert.Equal([0.0], table.Column<double>("sigma_sum").Values.ToArray());
        Assert.Equal([double.NaN], table.Column<double>("ratio").Values.ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_matrix_that_is_not_finite_has_NaN_and_harms_no_other(float planted)
    {
        var step = new FakeStep();
        var fine = Matrices.Normal(32, 30, 1);
        step.Set(step.Add("Linear"), TensorKinds.Output, fine);
        step.Set(step.Add("Linear"), TensorKinds.Output, Matrices.Map(fine, (x, i, j) => i == 31 && j == 29 ? planted : x));
        step.Set(step.Add("Linear"), TensorKinds.Output, fine);
        var table = HandlerRun.Rows(step, "rank_collapse");

        Assert.Equal(double.NaN, table.Column<double>("sigma1").Values[1]);
        Assert.Equal(double.NaN, table.Column<double>("sigma_sum").Values[1]);
        Assert.Equal(table.Column<double>("ratio").Values[0], table.Column<double>("ratio").Values[2]);
        Assert.True(double.IsFinite(table.Column<double>("ratio").Values[0]));
    }

    [Fact]
    public void Looks_at_linear_layers_unless_told_otherwise()
    {
        var step = new FakeStep();
        foreach (var kind in (string[])["Embedding", "Linear", "BatchNorm", "ReLU", "Linear"])
            step.Set(step.Add(kind), TensorKinds.Output, Matrices.Normal(4, 3, 1));

        Assert.Equal(["Linear.0 output", "Linear.1 output"], HandlerRun.Subjects(HandlerRun.Rows(step, "rank_collapse")));
        Assert.Equal(
            ["BatchNorm.0 output", "ReLU.0 output"],
            HandlerRun.Subjects(HandlerRun.Rows(step, "rank_collapse", ("modules", new[] { "activation", "norm" }))));
    }

    internal static void AssertAgrees(float[,] matrix)
    {
        // MathNet compares with an absolute tolerance, so it gets the matrix scaled to 1 by a power of two.
        var size = Math.Max(matrix.Cast<float>().Max(Math.Abs), float.Epsilon);
        var scale = Math.ScaleB(1, Math.ILogB(size));
        var expected = Matrix<double>.Build.Dense(matrix.GetLength(0), matrix.GetLength(1), (i, j) => matrix[i, j] / scale).Svd(computeVectors: false).S * scale;
        AssertAgree(expected.Maximum(), expected.Sum(), matrix, $"{matrix.GetLength(0)} x {matrix.GetLength(1)}");
    }

    private static void AssertAgree(double largest, double sum, float[,] matrix, string what)
    {
        foreach (var (columnsContiguous, padding) in new[] { (false, 0), (false, 2), (true, 0), (true, 5) })
        {
            var found = Find(new TensorLines(FakeStep.View(matrix, columnsContiguous, padding)));
            Assert.True(Math.Abs(found.Largest - largest) <= 1e-6 * largest, $"{what}: σ₁ {largest} expected, {found.Largest} found");
            Assert.True(Math.Abs(found.Sum - sum) <= 1e-6 * sum, $"{what}: Σσ {sum} expected, {found.Sum} found");
        }
    }

    private static (double Largest, double Sum) Find(TensorLines lines)
    {
        var values = SingularValues.Create();
        values.Clear(lines.Count, lines.Length);
        values.Load(values.Capacity - 1, lines);
        values.Compute();
        return values[values.Capacity - 1];
    }

    private static float[,] Exact(int rows, int columns, int seed, int rank)
    {
        if (rank == Math.Min(rows, columns))
            return HandlerGoldens.Matrix(rows, columns, HandlerGoldens.Values(rows * columns, seed));
        var left = HandlerGoldens.Values(rows * rank, seed).Select(MathF.Floor).ToArray();
        var right = HandlerGoldens.Values(rank * columns, seed + 100).Select(MathF.Floor).ToArray();
        return Matrices.Map(new float[rows, columns], (_, i, j) => Enumerable.Range(0, rank).Sum(k => left[(i * rank) + k] * right[(k * columns) + j]));
    }
}
