using Sweeps.Cli.Output;

namespace Sweeps.Cli.Tests.Output;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(0.44, "0.4 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(3599.6, "1 h 00 min")]
    [InlineData(90_000, "1 d 1 h")]
    [InlineData(double.PositiveInfinity, "for ever")]
    [InlineData(double.NaN, "for ever")]
    [InlineData(-3, "0.0 s")]
    public void Durations(double seconds, string shown) => Assert.Equal(shown, Quantity.Duration(seconds));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1500, "1.5 kB")]
    [InlineData(15_000_000, "15 MB")]
    [InlineData(2e15, "2.0 PB")]
    public void Bytes(double bytes, string shown) => Assert.Equal(shown, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(1, "1 run")]
    [InlineData(0, "0 runs")]
    [InlineData(1_000_000, "1,000,000 runs")]
    public void Counts(long count, string shown) => Assert.Equal(shown, Quantity.Of(count, "run"));
}
