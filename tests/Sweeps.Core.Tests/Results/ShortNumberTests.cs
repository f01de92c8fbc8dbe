using Sweeps.Core.Text;

namespace Sweeps.Core.Tests.Results;

public sealed class ShortNumberTests
{
    [Theory]
    [InlineData(2.10666666, "2.107")]
    [InlineData(-0.0123456, "-0.01235")]
    [InlineData(0.00012345678, "1.235e-4")]
    [InlineData(0.001, "0.001")]
    [InlineData(1e-5, "1e-5")]
    [InlineData(123456.789, "123457")]
    [InlineData(12345678.5, "1.235e7")]
    [InlineData(1234567, "1234567")]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(9999.6, "10000")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_have_four_significant_digits(double value, string expected) => Assert.Equal(expected, ShortNumber.Of(value));
}
