using Sweeps.Engine.Layers;
using Sweeps.Engine.Losses;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Training;

/// <summary>A factor times the mean squared weight of each linear layer, whichever way its weights lie; nothing else is touched.</summary>
public unsafe class PenaltyTests
{
    private const double Factor = 0.75;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_are_counted_and_biases_are_not(bool isFanInFirst)
    {
        const int rows = 21;
        const int columns = 37;
        const int stride = 48;
        using var arena = new Arena<float>();
        var parameter = new Parameter<float>(
            "Linear.0", rows, stride, isFanInFirst, [new("weight", 0, columns, IsMatrix: true, IsPenalised: true), new("bias", columns, 1, IsMatrix: false)])
        {
            Value = arena.Allocate(columns + 1, stride),
            Gradient = arena.Allocate(columns + 1, stride),
        };
        var squares = 0.0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column <= columns; column++)
            {
                var value = (float)Math.Sin((row * 50) + column);
                parameter.Value[parameter.Offset(row, column)] = value;
                parameter.Gradient[parameter.Offset(row, column)] = 1;
                squares += column < columns ? (double)value * value : 0;
            }
        }

        Assert.Equal(Factor * squares / (rows * columns), L2Penalty<float, Lanes512<float>>.Value([parameter], Factor), 1e-7);
        L2Penalty<float, Lanes512<float>>.AddGradient(parameter, 0, 10, Factor);
        L2Penalty<float, Lanes512<float>>.AddGradient(parameter, 10, parameter.Lines - 10, Factor);

        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                Assert.Equal(1 + (2 * Factor / (rows * columns) * parameter.Value[parameter.Offset(row, column)]), parameter.Gradient[parameter.Offset(row, column)], 2e-7);
            Assert.Equal(1, parameter.Gradient[parameter.Offset(row, columns)]);
        }

        var padding = parameter.Length - (rows * (columns + 1));
        Assert.Equal(padding, new ReadOnlySpan<float>(parameter.Gradient, parameter.Length).Count(0f));
    }
}
