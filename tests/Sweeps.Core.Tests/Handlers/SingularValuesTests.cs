using MathNet.Numerics.LinearAlgebra;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.LinearAlgebra;
using Sweeps.Numerics.Statistics;

namespace Sweeps.Core.Tests.Handlers;

public sealed class SingularValuesTests
{
    /// <summary>One lane is the definition; wider ones must equal it bit for bit.</summary>
    private static SingularValues[] Widths =>
        [new SingularValues<Lanes1<double>>(), new SingularValues<Lanes128<double>>(), new SingularValues<Lanes256<double>>(), new SingularValues<Lanes512<double>>()];

    [Fact]
    public void Have_the_same_bits_in_every_width_and_lane_and_beside_any_other()
    {
        var matrices = Hard().ToList();
        var defined = matrices.ConvertAll(matrix => Find(Widths[0], [matrix])[0]);
        foreach (var values in Widths)
        {
            // Each matrix comes to stand in different lanes, beside others of other shapes.
            for (var first = 0; first < 3; first++)
            {
                for (var from = first; from < matrices.Count; from += values.Capacity)
                {
                    var group = matrices.Skip(from).Take(values.Capacity).ToList();
                    Assert.Equal(defined.Skip(from).Take(values.Capacity), Find(values, group));
                }
            }
        }
    }

    [Fact]
    public void Are_found_by_bisection_where_the_sweeps_give_up()
    {
        foreach (var matrix in Hard().Where(matrix => matrix.GetLength(0) < 40))
        {
            var swept = Find(Widths[3], [matrix])[0];
            var bisected = Find(new SingularValues<Lanes256<double>>(sweepsPerValue: 0), [matrix])[0];
            Assert.Equal(swept.Largest, bisected.Largest, 1e-9 * swept.Largest);
            Assert.Equal(swept.Sum, bisected.Sum, 1e-7 * swept.Sum);
        }
    }

    [Fact]
    public void Bisection_agrees_with_MathNet()
    {
        for (var size = 1; size <= 40; size += 3)
        {
            var (q, e) = (Squares(size, 1), Squares(size, 2));
            e[^1] = 0;
            e[size / 2] = 0;
            q[size / 3] = size % 2;
            var matrix = Matrix<double>.Build.Dense(size, size, (i, j) => i == j ? Math.Sqrt(q[i]) : i + 1 == j ? Math.Sqrt(e[i]) : 0);
            var expected = matrix.Svd(computeVectors: false).S;
            var (largest, sum) = Bisection.Of(q, e);
            Assert.Equal(expected.Maximum(), largest, 1e-12);
            Assert.Equal(expected.Sum(), sum, 1e-11);
        }
    }

    [Fact]
    public void Leave_nothing_behind_for_the_next()
    {
        foreach (var values in Widths)
        {
            var matrix = Matrices.Normal(9, 7, 5);
            var expected = Find(values, [matrix])[0];
            Find(values, [Matrices.Normal(32, 30, 1), Matrices.Map(new float[5, 40], (_, _, _) => float.NaN)]);
            Assert.Equal(expected, Find(values, [matrix])[0]);
        }
    }

    [Fact]
    public void A_matrix_and_its_transpose_have_the_same_bits()
    {
        foreach (var matrix in Hard())
        {
            var values = Widths[3];
            values.Clear(matrix.GetLength(0), matrix.GetLength(1));
            values.Load(0, new TensorLines(FakeStep.View(matrix, columnsContiguous: false, padding: 1)));
            values.Load(1, new TensorLines(FakeStep.View(Transposed(matrix), columnsContiguous: true, padding: 2)));
            values.Compute();
            Assert.Equal(values[0], values[1]);
        }
    }

    private static List<(double Largest, double Sum)> Find(SingularValues values, IReadOnlyList<float[,]> matrices)
    {
        var found = new List<(double, double)>();
        for (var from = 0; from < matrices.Count; from += values.Capacity)
        {
            var group = matrices.Skip(from).Take(values.Capacity).ToList();
            // Lines are columns here, as in the engine's buffers.
            values.Clear(group.Max(matrix => matrix.GetLength(1)), group.Max(matrix => matrix.GetLength(0)));
            for (var lane = 0; lane < group.Count; lane++)
                values.Load(lane, new TensorLines(FakeStep.View(group[lane], columnsContiguous: true, padding: 1)));
            values.Compute();
            found.AddRange(Enumerable.Range(0, group.Count).Select(lane => values[lane]));
        }

        return found;
    }

    private static IEnumerable<float[,]> Hard()
    {
        for (var size = 1; size <= 40; size += 3)
            yield return Matrices.Normal(size + (size % 4), size, (uint)size);
        foreach (var rank in (int[])[0, 1, 2, 5, 15])
            yield return Matrices.OfRank(32, 30, rank, (uint)rank);
        yield return Matrices.Normal(3, 65, 1);
        yield return Matrices.Normal(70, 70, 1);
        yield return Matrices.Map(new float[30, 30], (_, _, _) => 1);
        yield return Matrices.Map(new float[30, 30], (_, i, j) => i == j ? 1 : 0);
        yield return Matrices.Map(new float[30, 30], (_, i, j) => i == j || i + 1 == j ? 1 : 0);
        yield return Matrices.Map(new float[32, 30], (_, i, j) => 1f / (i + j + 1));
        yield return Matrices.Map(Matrices.Normal(32, 30, 3), (x, _, j) => j % 3 == 0 ? 0 : x * 1e-38f);
        yield return Matrices.Map(Matrices.Normal(32, 30, 3), (x, _, j) => (float)(x * Math.Pow(0.1, j)));
        yield return Matrices.Map(Matrices.Normal(32, 30, 3), (x, _, j) => (float)(x * Math.Pow(10, j)));
        // Bidiagonal already, with a narrow spread: dqds's slowest known.
        yield return Matrices.Map(Matrices.Normal(30, 30, 4), (x, i, j) => i == j ? x : i + 1 == j ? 0.1f * x : 0);
    }

    private static double[] Squares(int count, uint seed) => [.. Matrices.Normal(1, count, seed).Cast<float>().Select(x => (double)x * x)];

    private static float[,] Transposed(float[,] matrix) =>
        Matrices.Map(new float[matrix.GetLength(1), matrix.GetLength(0)], (_, i, j) => matrix[j, i]);
}
