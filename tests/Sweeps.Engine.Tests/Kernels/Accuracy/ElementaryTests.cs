using System.Text.Json;
using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Tests.Kernels.Accuracy;

/// <summary>The double-precision functions against the system's, which round by themselves: within a few units in the last place.</summary>
public class ElementaryTests(ITestOutputHelper output)
{
    private const double Units = 8;
    private const int Count = 40_000;

    [Fact]
    public void Logarithm() => Within("log", Elementary.Log, Math.Log, Exponents(-1074, 1023));

    [Fact]
    public void Logarithm_near_1() => Within("log near 1", Elementary.Log, Math.Log, Between(0.5, 2));

    [Fact]
    public void Exponential() => Within("exp", Elementary.Exp, Math.Exp, Between(-745, 709.7));

    [Fact]
    public void Exponential_minus_one() => Within("exp − 1", Elementary.ExpMinusOne, x => x * SeriesOfExpMinusOne(x), Between(-2, 2));

    [Fact]
    public void Hyperbolic_tangent() => Within("tanh", Elementary.Tanh, Math.Tanh, [.. Between(-21, 21), .. Between(-0.01, 0.01)]);

    /// <summary>3³³ is the last power of 3 that a double holds, so these products are all exact.</summary>
    [Fact]
    public void Whole_powers()
    {
        var expected = 1.0;
        for (var exponent = 0; exponent <= 33; exponent++, expected *= 3)
        {
            Assert.Equal(expected, Elementary.Power(3, exponent));
            Assert.Equal(Math.ScaleB(expected, -exponent), Elementary.Power(1.5, exponent));
        }
    }

    /// <summary>Against 40 digits (Goldens/make_normal_tail.py).</summary>
    [Fact]
    public void Normal_distribution()
    {
        using var golden = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kernels", "Goldens", "normal-tail.json")));
        var rows = golden.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.Doubles()).ToList();
        Within("erf", Elementary.Erf, rows, truth: 1);
        Within("upper tail", Elementary.NormalTail, rows, truth: 2);
        Within("bell", Elementary.Bell, rows, truth: 3);
    }

    [Fact]
    public void Sine_and_cosine()
    {
        foreach (var turns in Between(0, 1))
        {
            var (sin, cos) = Elementary.SinCosTurns(turns);
            Assert.Equal(double.SinPi(2 * turns), sin, 4e-16);
            Assert.Equal(double.CosPi(2 * turns), cos, 4e-16);
        }
    }

    [Fact]
    public void Special_values()
    {
        Assert.Equal(double.NegativeInfinity, Elementary.Log(0));
        Assert.Equal(double.PositiveInfinity, Elementary.Log(double.PositiveInfinity));
        Assert.True(double.IsNaN(Elementary.Log(-1)));
        Assert.True(double.IsNaN(Elementary.Log(double.NaN)));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(double.PositiveInfinity));
        Assert.Equal(0, Elementary.Exp(double.NegativeInfinity));
        Assert.True(double.IsNaN(Elementary.Exp(double.NaN)));
        Assert.Equal(1, Elementary.Tanh(double.PositiveInfinity));
        Assert.Equal(-1, Elementary.Tanh(double.NegativeInfinity));
        Assert.True(double.IsNaN(Elementary.Tanh(double.NaN)));
        Assert.Equal(1, Elementary.Erf(double.PositiveInfinity));
        Assert.Equal(-1, Elementary.Erf(double.NegativeInfinity));
        Assert.True(double.IsNaN(Elementary.Erf(double.NaN)));
        Assert.Equal(0, Elementary.NormalTail(double.PositiveInfinity));
        Assert.Equal(0.5, Elementary.NormalTail(0));
        Assert.True(double.IsNaN(Elementary.NormalTail(double.NaN)));
        Assert.Equal(0, Elementary.Bell(double.PositiveInfinity));
        Assert.True(double.IsNaN(Elementary.Bell(double.NaN)));
    }

    private static IEnumerable<double> Between(double least, double greatest) =>
        Enumerable.Range(0, Count + 1).Select(i => least + ((greatest - least) * i / Count));

    private static IEnumerable<double> Exponents(int least, int greatest) =>
        Enumerable.Range(0, Count).Select(i => Math.ScaleB(1 + ((i * 0.618034) % 1), least + (i % (greatest - least + 1))));

    // (eˣ − 1)/x as a sum from its smallest term, in decimal numbers of 28 digits.
    private static double SeriesOfExpMinusOne(double x)
    {
        var value = (decimal)x;
        var sum = 1m;
        for (var n = 40; n >= 2; n--)
            sum = 1 + (sum * value / n);
        return (double)sum;
    }

    private void Within(string name, Func<double, double> function, IEnumerable<double[]> rows, int truth) =>
        Report(name, rows.Select(row => (row[0], Error(function(row[0]), row[truth]))));

    private void Within(string name, Func<double, double> function, Func<double, double> truth, IEnumerable<double> numbers) =>
        Report(name, numbers.Select(x => (x, Error(function(x), truth(x)))));

    private void Report(string name, IEnumerable<(double X, double Error)> errors)
    {
        var worst = errors.MaxBy(w => w.Error);
        output.WriteLine($"{name}: {worst.Error:0.0} units in the last place at {worst.X:R}");
        Assert.InRange(worst.Error, 0, Units);
    }

    private static double Error(double result, double truth) =>
        Math.Abs(result - truth) / Math.Max(Math.BitIncrement(Math.Abs(truth)) - Math.Abs(truth), double.Epsilon);
}
