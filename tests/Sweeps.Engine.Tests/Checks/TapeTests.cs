using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Tests.Checks;

public sealed class TapeTests
{
    // Abramowitz and Stegun, table 7.1; beyond it, from the complement's asymptotic series.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.1124629160)]
    [InlineData(0.5, 0.5204998778)]
    [InlineData(1, 0.8427007929)]
    [InlineData(1.5, 0.9661051465)]
    [InlineData(2, 0.9953222650)]
    [InlineData(7, 1)]
    public void The_error_function_is_the_tabulated_one(double x, double expected)
    {
        Assert.Equal(expected, ErrorFunction.Of(x), 5.1e-11);
        Assert.Equal(-expected, ErrorFunction.Of(-x), 5.1e-11);
    }

    /// <summary>x = 2, y = 3: d(x·y)/dx = 3; d(x + x·x)/dx = 1 + 2x.</summary>
    [Fact]
    public void A_variable_used_twice_receives_both_gradients()
    {
        var tape = new Tape();
        var x = Scalar(2);
        tape.Backward(tape.Add(x, tape.Multiply(x, x)));
        Assert.Equal(5, x.Gradient[0, 0]);
    }

    [Fact]
    public void What_was_stretched_receives_the_sum()
    {
        var tape = new Tape();
        var matrix = new Variable(new Matrix(2, 3, [1, 2, 3, 4, 5, 6]));
        var row = new Variable(new Matrix(1, 3, [1, 1, 1]));
        var column = new Variable(new Matrix(2, 1, [10, 20]));
        var product = tape.Multiply(tape.Multiply(matrix, row), column);
        tape.Backward(tape.SumOfColumns(tape.SumOfRows(product)));
        Assert.Equal([10, 10, 10, 20, 20, 20], matrix.Gradient.Numbers.ToArray());
        Assert.Equal([90, 120, 150], row.Gradient.Numbers.ToArray());
        Assert.Equal([6, 15], column.Gradient.Numbers.ToArray());
    }

    [Fact]
    public void At_a_kink_the_derivatives_are_pytorchs()
    {
        var tape = new Tape();
        var x = Scalar(0);
        tape.Backward(tape.Positive(x));
        Assert.Equal(0, x.Gradient[0, 0]);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Matrix(2, 3) + new Matrix(3, 2));
        Assert.Throws<ArgumentException>(() => new Matrix(2, 3).Times(new Matrix(2, 3)));
        Assert.Throws<ArgumentException>(() => new Matrix(2, 2, [1, 2, 3]));
    }

    private static Variable Scalar(double value) => new(new Matrix(1, 1, [value]));
}
