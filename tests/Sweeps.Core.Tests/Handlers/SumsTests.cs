using Sweeps.Numerics.Statistics;

namespace Sweeps.Core.Tests.Handlers;

public sealed class SumsTests
{
    [Fact]
    public void Give_the_bits_of_their_definition_for_every_length()
    {
        for (var count = 0; count <= 300; count++)
        {
            var values = Matrices.Flat(Matrices.Map(Matrices.Normal(1, count + 1, (uint)count), (x, _, j) => j % 7 == 3 ? float.NaN : x))[1..];
            Assert.Equal(Defined(values, x => float.IsFinite(x) ? x : 0), Sums.OfFinite(values));
            Assert.Equal(Defined(values, x => float.IsFinite(x) ? (x - 0.3) * (x - 0.3) : 0), Sums.OfFiniteSquaredDeviations(values, 0.3));
            float[] finite = [.. values.Where(float.IsFinite)];
            Assert.Equal(Defined(finite, x => (double)x * x), Sums.OfSquares(finite));
        }
    }

    [Fact]
    public void Of_squares_do_not_overflow_and_keep_denormals()
    {
        Assert.Equal(2.0 * float.MaxValue, Sums.Norm([float.MaxValue, float.MaxValue, float.MaxValue, float.MaxValue]));
        Assert.Equal(5.0 * float.Epsilon, Sums.Norm([3 * float.Epsilon, 4 * float.Epsilon]), 1e-60);
        Assert.Equal(0, Sums.Norm([]));
    }

    /// <summary>The order of additions as the documentation of Sums states it.</summary>
    private static double Defined(float[] values, Func<float, double> term)
    {
        var partial = new double[16];
        for (var i = 0; i < values.Length; i++)
            partial[i % 16] += term(values[i]);
        for (var apart = 8; apart > 0; apart /= 2)
            for (var j = 0; j < apart; j++)
                partial[j] += partial[j + apart];
        return partial[0];
    }
}
