using Sweeps.Engine.Norms;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>Normalisations in float32 against their formulas in double precision.</summary>
public unsafe class NormTests
{
    private const double Epsilon = 1e-5;
    private const double Tolerance = 3e-5;

    /// <summary>x, dy and the gain and bias of a normalisation, of which each row is normalised by itself.</summary>
    private sealed record Rows(double[][] X, double[][] Gradient, Func<int, int, double> Gain, Func<int, int, double> Bias);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 32)]
    [InlineData(7, 16)]
    [InlineData(30, 32)]
    [InlineData(31, 33)]
    [InlineData(70, 70)]
    public void Layer_norm_follows_its_formula(int units, int samples)
    {
        var (stride, unitStride) = (Padded.RoundUp(samples), Padded.RoundUp(units));
        using var memory = new GuardedMemory<float>();
        memory.Begin(1, NumberKind.Ordinary, misalignment: 0);
        var x = memory.Input(units * stride);
        var dy = memory.Signal(unitStride, samples, stride);
        var gain = memory.Input(units);
        var bias = memory.Input(units);
        var pass = LayerNormPass.Of<Lanes512<float>>(memory, x, dy, gain, bias, units, samples);

        var gains = Copy(gain, units);
        var biases = Copy(bias, units);
        var rows = new Rows(
            Table(samples, units, (sample, unit) => x[(unit * stride) + sample]), Table(samples, units, (sample, unit) => dy[(unit * stride) + sample]),
            (_, unit) => gains[unit], (_, unit) => biases[unit]);
        var (expected, expectedGradient, normal, steepness) = Normalised(rows, units);
        for (var unit = 0; unit < units; unit++)
        {
            for (var sample = 0; sample < samples; sample++)
            {
                Near(expected[sample][unit], pass.Y[(unit * stride) + sample]);
                Near(expectedGradient[sample][unit], pass.Gradient[(unit * stride) + sample], steepness[sample]);
            }

            Near(Enumerable.Range(0, samples).Sum(s => rows.Gradient[s][unit]), pass.BiasGradient[unit]);
            Near(Enumerable.Range(0, samples).Sum(s => rows.Gradient[s][unit] * normal[s][unit]), pass.GainGradient[unit]);
        }
    }

    [Theory]
    [InlineData(1, 5, 0)]
    [InlineData(2, 32, 1)]
    [InlineData(30, 32, 0)]
    [InlineData(31, 33, 1)]
    [InlineData(70, 70, 0)]
    public void Batch_norm_follows_its_formula(int units, int samples, int bessel)
    {
        var (stride, unitStride, divisor) = (Padded.RoundUp(samples), Padded.RoundUp(units), samples - bessel);
        using var memory = new GuardedMemory<float>();
        memory.Begin(2, NumberKind.Ordinary, misalignment: 0);
        var x = memory.Signal(unitStride, samples, stride);
        var dy = memory.Signal(unitStride, samples, stride);
        var gain = memory.Input(units);
        var bias = memory.Input(units);
        var xBySample = memory.Result(stride * unitStride);
        var dyBySample = memory.Result(stride * unitStride);
        var mean = memory.Result(unitStride);
        var squares = memory.Result(unitStride);
        var sum = memory.Result(unitStride);
        var dot = memory.Result(unitStride);
        var y = memory.Result(units * stride);
        var scale = memory.Result(units);
        var dx = memory.Result(units * stride);
        Transpose.Run(x, stride, xBySample, unitStride, unitStride, stride);
        Transpose.Run(dy, stride, dyBySample, unitStride, unitStride, stride);
        BatchNorm<float, Lanes512<float>>.Moments(xBySample, unitStride, mean, squares, samples);
        BatchNorm<float, Lanes512<float>>.Forward(x, gain, bias, mean, squares, y, scale, units, stride, divisor, Epsilon);
        BatchNorm<float, Lanes512<float>>.Sums(xBySample, dyBySample, unitStride, mean, sum, dot, samples);
        BatchNorm<float, Lanes512<float>>.Backward(
            x, dy, memory.Mask(samples, stride), mean, scale, gain, sum, dot, dx, units, stride, samples, divisor);

        var gains = Copy(gain, units);
        var biases = Copy(bias, units);
        var rows = new Rows(
            Table(units, samples, (unit, sample) => x[(unit * stride) + sample]), Table(units, samples, (unit, sample) => dy[(unit * stride) + sample]),
            (unit, _) => gains[unit], (unit, _) => biases[unit]);
        var (expected, expectedGradient, normal, steepness) = Normalised(rows, divisor);
        for (var unit = 0; unit < units; unit++)
        {
            for (var sample = 0; sample < samples; sample++)
            {
                Near(expected[unit][sample], y[(unit * stride) + sample]);
                Near(expectedGradient[unit][sample], dx[(unit * stride) + sample], steepness[unit]);
            }

            Near(rows.Gradient[unit].Sum(), sum[unit]);
            Near(rows.Gradient[unit].Zip(normal[unit], (g, n) => g * n).Sum(), dot[unit] * scale[unit]);
        }
    }

    // y = γ·(x − μ)/√(σ² + ε) + β along each row, and dx by the chain rule through μ and σ².
    private static (double[][] Y, double[][] Gradient, double[][] Normal, double[] Steepness) Normalised(Rows rows, int divisor)
    {
        var (count, length) = (rows.X.Length, rows.X[0].Length);
        var steepness = new double[count];
        var (y, gradient, normal) = (Table(count, length, (_, _) => 0), Table(count, length, (_, _) => 0), Table(count, length, (_, _) => 0));
        for (var row = 0; row < count; row++)
        {
            var mean = rows.X[row].Average();
            var variance = rows.X[row].Sum(v => (v - mean) * (v - mean)) / divisor;
            var deviation = Math.Sqrt(variance + Epsilon);
            steepness[row] = 1 / deviation;
            var toNormal = Enumerable.Range(0, length).Select(i => rows.Gradient[row][i] * rows.Gain(row, i)).ToArray();
            var toVariance = Enumerable.Range(0, length).Sum(i => toNormal[i] * (rows.X[row][i] - mean)) * -0.5 / (deviation * deviation * deviation);
            var toMean = -toNormal.Sum() / deviation;
            for (var i = 0; i < length; i++)
            {
                normal[row][i] = (rows.X[row][i] - mean) / deviation;
                y[row][i] = (rows.Gain(row, i) * normal[row][i]) + rows.Bias(row, i);
                gradient[row][i] = (toNormal[i] / deviation) + (toVariance * 2 * (rows.X[row][i] - mean) / divisor) + (toMean / length);
            }
        }

        return (y, gradient, normal, steepness);
    }

    private static double[][] Table(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => value(row, column)).ToArray())];

    private static float[] Copy(float* values, int count) => new ReadOnlySpan<float>(values, count).ToArray();

    /// <param name="steepness">The gradient's factor 1/√(σ² + ε), by which rounding grows where a row hardly varies.</param>
    private static void Near(double expected, double actual, double steepness = 1) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * (1 + Math.Abs(expected) + steepness), $"{actual:R} instead of {expected:R}");
}
