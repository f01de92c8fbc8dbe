using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>Products in tiles against their definition in plain loops.</summary>
[Kind(TestKind.Long)]
public class ProductTests
{
    [Fact]
    public void Terms_are_added_one_after_another_in_every_size()
    {
        for (var m = 1; m <= WidthComparison.Largest; m++)
            for (var k = 1; k <= WidthComparison.Largest; k++)
                Check(ArithmeticKind.Fast, lanesAreRows: false, m, k, lanes: 16 * (1 + ((m + k) % 4)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OpenBlas_adds_some_in_two_chains_and_many_in_parts(bool lanesAreRows)
    {
        foreach (var m in new[] { 1, 4, 7, 8, 12, 13, 16, 24, 29, 30, 31, 47, 64, 100 })
            foreach (var k in new[] { 1, 7, 8, 9, 30, 32, 64, 319, 320, 321, 500, 640, 650 })
                foreach (var lanes in new[] { 1, 5, 8, 16, 30, 32, 45 })
                    Check(ArithmeticKind.PyTorch, lanesAreRows, m, k, lanes);
    }

    private static unsafe void Check(ArithmeticKind arithmetic, bool lanesAreRows, int m, int k, int lanes)
    {
        using var memory = new GuardedMemory<float>();
        var n = Padded.RoundUp(lanes);
        memory.Begin((ulong)((m * 100) + k), NumberKind.Ordinary, misalignment: 0);
        var a = memory.Input(m * k);
        var b = memory.Input(k * n);
        var offset = memory.Input(m);
        var one = memory.Result(m * n);
        var wide = memory.Result(m * n);
        Product<float, Lanes1<float>>.Run(new(a, k, 1), new(b, n), new(one, n), new(offset, 1), k, n, Order(registerLanes: 1));
        Product<float, Lanes512<float>>.Run(new(a, k, 1), new(b, n), new(wide, n), new(offset, 1), k, n, Order(registerLanes: 16));

        var rows = new OpenBlas.Marks[m];
        var columns = new OpenBlas.Marks[lanes];
        if (lanesAreRows)
        {
            OpenBlas.MarkColumns(rows);
            OpenBlas.MarkRows(columns);
        }
        else
        {
            OpenBlas.MarkRows(rows);
            OpenBlas.MarkColumns(columns);
        }

        var terms = new float[k];
        for (var row = 0; row < m; row++)
        {
            for (var column = 0; column < lanes; column++)
            {
                for (var term = 0; term < k; term++)
                    terms[term] = b[(term * n) + column];
                var chains = arithmetic == ArithmeticKind.PyTorch && (rows[row] & columns[column]) != OpenBlas.Marks.None;
                var expected = PlainProduct.Element(new ReadOnlySpan<float>(a + (row * k), k), terms, offset[row], arithmetic, chains);
                var (narrow, broad) = (one[(row * n) + column], wide[(row * n) + column]);
                if (expected != narrow || expected != broad)
                    Assert.Fail($"Row {row}, column {column} of {m} x {k} x {lanes}: {narrow:R} and {broad:R} instead of {expected:R}");
            }
        }

        AccumulationOrder<float> Order(int registerLanes)
        {
            var order = new AccumulationOrder<float>(arithmetic, m, n, lanesAreRows, registerLanes);
            order.SetLanes(lanes);
            return order;
        }
    }
}
