using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>The sequential product against plain loops: terms ascending, one fused multiply-add each, the offset last.</summary>
public class ProductTests
{
    [Fact]
    public void It_is_the_sum_over_ascending_terms_in_every_size()
    {
        for (var m = 1; m <= WidthComparison.Largest; m++)
            for (var k = 1; k <= WidthComparison.Largest; k++)
                Check(m, k, n: 16 * (1 + ((m + k) % 4)));
    }

    private static unsafe void Check(int m, int k, int n)
    {
        using var memory = new GuardedMemory<float>();
        memory.Begin((ulong)((m * 100) + k), NumberKind.Ordinary, misalignment: 0);
        var a = memory.Input(m * k);
        var b = memory.Input(k * n);
        var offset = memory.Input(m);
        var one = memory.Result(m * n);
        var wide = memory.Result(m * n);
        Product<float, Lanes1<float>>.Run(a, k, 1, b, n, one, n, offset, 1, k, n, Order(m, n, registerLanes: 1));
        Product<float, Lanes512<float>>.Run(a, k, 1, b, n, wide, n, offset, 1, k, n, Order(m, n, registerLanes: 16));
        for (var row = 0; row < m; row++)
        {
            for (var column = 0; column < n; column++)
            {
                var sum = 0f;
                for (var term = 0; term < k; term++)
                    sum = MathF.FusedMultiplyAdd(a[(row * k) + term], b[(term * n) + column], sum);
                sum += offset[row];
                if (sum != one[(row * n) + column] || sum != wide[(row * n) + column])
                    Assert.Fail($"Row {row}, column {column} of {m} x {k} x {n}: {one[(row * n) + column]:R} and {wide[(row * n) + column]:R} instead of {sum:R}");
            }
        }
    }

    private static AccumulationOrder<float> Order(int m, int n, int registerLanes)
    {
        var order = new AccumulationOrder<float>(ArithmeticKind.Fast, m, n, lanesAreRows: false, registerLanes);
        order.SetLanes(n);
        return order;
    }
}
