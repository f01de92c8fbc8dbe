using System.Globalization;
using Sweeps.Engine.Losses;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Checks;

/// <summary>
/// “Activations and Gradients”, "Gradient normalization": y = LN(x·w) as logits of a cross-entropy, with γ and β drawn at random; the gradients of
/// y, γ, β, v, μ, z, w and x, and for every sample the bound (1/n)·‖dz‖² ≤ var(γ·dy)/(v + ε) of Xu et al. (2019).
/// </summary>
internal sealed unsafe class LayerNormCheck : IDisposable
{
    private const int Samples = 1000;
    private const int Inputs = 256;
    private const int Units = 128;
    private const double Epsilon = LayerNormalization.UsualEpsilon;
    private const double WeightScale = 3;

    private readonly Arena<double> _arena = new();
    private readonly Matrix _x;
    private readonly Matrix _w;
    private readonly Matrix _gain;
    private readonly Matrix _bias;
    private readonly ushort[] _targets;

    private LayerNormCheck(ulong seed)
    {
        var generator = new TorchGenerator(seed);
        _x = Normal(Samples, Inputs).Map(Math.Tanh);
        _w = WeightScale * Normal(Inputs, Units);
        _gain = Normal(1, Units);
        _bias = Normal(1, Units);
        _targets = [.. Enumerable.Range(0, Samples).Select(_ => (ushort)generator.RandInt(Units))];

        Matrix Normal(int rows, int columns)
        {
            var drawn = new float[rows * columns];
            generator.Normal(drawn);
            return new Matrix(rows, columns, [.. drawn.Select(number => (double)number)]);
        }
    }

    public static GradientReport Run(ulong seed)
    {
        using var check = new LayerNormCheck(seed);
        return check.Compare();
    }

    public void Dispose() => _arena.Dispose();

    private GradientReport Compare()
    {
        var tape = new LayerNormTape(_x, _w, _gain, _bias, [.. _targets.Select(target => (int)target)], Epsilon);
        var (dy, dz, dx, dw, dgain, dbias) = Kernels();
        // These two the kernels do not form; the document's formulas give them from dy.
        var weighted = _gain * dy;
        var inverse = tape.V.Value.Map(static v => 1 / Math.Sqrt(v + Epsilon));
        var dv = (-weighted * (tape.Z.Value - tape.Mean.Value)).SumOfColumns() * (0.5 * inverse.Power(3));
        var dmean = -weighted.SumOfColumns() * inverse;
        GradientComparison[] comparisons =
        [
            Line("y", dy, tape.Y), Line("γ", dgain, tape.Gain), Line("β", dbias, tape.Bias), Line("v", dv, tape.V),
            Line("μ", dmean, tape.Mean), Line("z", dz, tape.Z), Line("w", dw, tape.W), Line("x", dx, tape.X),
        ];
        var gaps = LayerNormBound.Gaps(dz, weighted, tape.V.Value, Epsilon);
        var share = gaps.Count(gap => gap >= 0) / (double)Samples;
        return new GradientReport(
            string.Create(CultureInfo.InvariantCulture, $"“Activations and Gradients”: layer norm, {Samples} × {Units}"),
            comparisons,
            [string.Create(CultureInfo.InvariantCulture, $"The bound (1/n)·‖dz‖² ≤ var(γ·dy)/(v + ε) holds for a fraction {share:0.0###} of {Samples} samples, with {gaps.Min():0.0e+0} to {gaps.Max():0.0e+0} to spare.")],
            share == 1 && comparisons.All(comparison => comparison.Approximate));
    }

    private static GradientComparison Line(string name, Matrix written, Variable expected) =>
        GradientComparison.Of(name, GradientReference.Chain, written.Numbers, expected.Gradient.Numbers, scale: 0);

    private (Matrix Dy, Matrix Dz, Matrix Dx, Matrix Dw, Matrix Dgain, Matrix Dbias) Kernels()
    {
        var batch = new Batch<double>(_arena, context: 1, Samples, widest: Inputs, new AccumulationOrders<double>(ArithmeticKind.Fast, WeightLayout.OutIn, Samples, Lanes512<double>.Count, sumsBiasLikeWeights: true));
        batch.Fill(new ExampleSet(1, _targets, _targets), 0, Samples);
        var x = new ActivationBuffer<double>(_arena, Inputs, batch.Stride);
        var z = new ActivationBuffer<double>(_arena, Units, batch.Stride);
        var y = new ActivationBuffer<double>(_arena, Units, batch.Stride);
        var linear = new LinearLayer<double, Lanes512<double>>(new ModuleInfo(0, ModuleInfo.LinearType, ModuleRole.Hidden, 0, Inputs, Units), batch, x, z, hasBias: false, _arena);
        var norm = new LayerNormLayer<double, Lanes512<double>>(
            new LayerSite<double>(new ModuleInfo(1, "LayerNorm", ModuleRole.Norm, 0, Units, Units), batch, z, y, _arena, ArithmeticKind.Fast), OptionValues.None);
        var weight = linear.Parameters[0];
        Write(_x, x.Value, 1, x.Stride);
        Write(_w, weight.Value, weight.ColumnStride, weight.RowStride);
        Write(_gain, norm.Parameters[0].Value, 0, 1);
        Write(_bias, norm.Parameters[1].Value, 0, 1);
        linear.Forward(Phase.Train);
        norm.Forward(Phase.Train);
        CrossEntropy<double, Lanes512<double>>.Run(
            y.Value, batch.Targets, _arena.Allocate(batch.Stride), y.Gradient, _arena.Allocate(batch.Stride), batch.Valid, Units, y.Stride, asPyTorch: false);
        norm.Backward();
        linear.Backward();
        return (
            Read(Samples, Units, y.Gradient, 1, y.Stride), Read(Samples, Units, z.Gradient, 1, z.Stride),
            Read(Samples, Inputs, x.Gradient, 1, x.Stride), Read(Inputs, Units, weight.Gradient, weight.ColumnStride, weight.RowStride),
            Read(1, Units, norm.Parameters[0].Gradient, 0, 1), Read(1, Units, norm.Parameters[1].Gradient, 0, 1));
    }

    private static void Write(Matrix source, double* target, nint rowStride, nint columnStride)
    {
        for (var i = 0; i < source.Rows; i++)
            for (var j = 0; j < source.Columns; j++)
                target[(i * rowStride) + (j * columnStride)] = source[i, j];
    }

    private static Matrix Read(int rows, int columns, double* source, nint rowStride, nint columnStride)
    {
        var result = new Matrix(rows, columns);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                result[i, j] = source[(i * rowStride) + (j * columnStride)];
        return result;
    }
}
