using System.Numerics;
using Sweeps.Engine.Checks;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Norms;

/// <summary>Root mean square normalisation (Zhang and Sennrich, 2019), as torch.nn.RMSNorm has it: a weight, no bias.</summary>
internal sealed class RmsNormalization : EngineNorm
{
    /// <summary>The default is what torch.nn.RMSNorm takes for float32 where no eps is given, torch.finfo(torch.float32).eps = 2⁻²³.</summary>
    public static NumberOption Epsilon { get; } = new("model.rms_norm.eps", "rms_eps", "Added to rms norm's mean square.", 0, 1, 1.1920928955078125e-7);

    public override string Name => "rms";

    public override IReadOnlyList<string> Aliases { get; } = ["rms_norm"];

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["RMSNorm"];

    public override string Summary => "Root mean square normalisation: each sample over the units of its layer, without a mean and without a bias.";

    public override bool HasPyTorchBits => true;

    public override string ModuleType => "RMSNorm";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [Epsilon, NormOptions.Affine];

    public override IReadOnlyList<string> Parameters { get; } = ["weight"];

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => new RmsNormLayer<T, V>(site, options);

    public override Variable OnTape(Tape tape, Variable x, Func<string, Variable> parameter, OptionValues options)
    {
        var square = tape.Scale(1.0 / x.Value.Columns, tape.SumOfColumns(tape.Power(x, 2)));
        return NormOptions.Apply(tape, tape.Multiply(x, tape.Power(tape.Shift(square, options.Of(Epsilon)), -0.5)), parameter, ParametersOf(options));
    }
}

/// <summary>The layer of <see cref="RmsNormalization"/>.</summary>
internal sealed unsafe class RmsNormLayer<T, V> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Batch<T> _batch;
    private readonly Parameter<T> _gain;
    private readonly T* _standard;
    private readonly T* _standardBySample;
    private readonly T* _scale;
    private readonly T* _noBias;
    private readonly double _epsilon;

    public RmsNormLayer(LayerSite<T> site, OptionValues options)
        : base(site.Module, site.Input, site.Output)
    {
        _batch = site.Batch;
        _gain = NormParameters<T>.Weight(site.Module, site.Arena);
        _epsilon = options.Of(RmsNormalization.Epsilon);
        Parameters = options.Of(NormOptions.Affine) ? [_gain] : [];
        _standard = site.Arena.Allocate(Output.Rows, Output.Stride);
        _standardBySample = site.Arena.Allocate(Output.Rows, Output.Stride);
        _scale = site.Arena.Allocate(Output.Stride);
        _noBias = site.Arena.Allocate(Output.Rows);
    }

    public override Parameter<T>[] Parameters { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase) => RmsNorm<T, V>.Forward(
        Input.Value, _gain.Value, Output.Value, _standard, _scale, Output.Units, Output.Stride, _epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward()
    {
        if (Parameters.Length > 0)
        {
            Transpose.Run(Output.Gradient, Output.Stride, _batch.BySample, Output.Rows, Output.Rows, Output.Stride);
            Transpose.Run(_standard, Output.Stride, _standardBySample, Output.Rows, Output.Rows, Output.Stride);
            AffineGradient<T, V>.Run(_batch.BySample, _standardBySample, Output.Rows, _gain.Gradient, _noBias, _batch.Count);
        }

        RmsNorm<T, V>.Backward(Output.Gradient, Input.Value, _scale, _gain.Value, Input.Gradient, Output.Units, Output.Stride);
    }
}

/// <summary>x̂ = x/√(Σx²/n + ε), y = γ·x̂ over the n units of each sample, sums taken unit after unit.</summary>
internal static unsafe class RmsNorm<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="x">Units × samples.</param>
    /// <param name="standard">x̂, kept for the gradient of γ.</param>
    /// <param name="scale">1/√(Σx²/n + ε) of each sample, kept for the backward pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(T* x, T* gain, T* y, T* standard, T* scale, int units, int stride, double epsilon)
    {
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var squares = V.Of(0);
            for (var u = 0; u < units; u++)
            {
                var number = V.Load(x + ((nint)u * stride) + sample);
                squares = V.Fma(number, number, squares);
            }

            var inverse = V.Of(1) / V.Sqrt((squares / V.Of(units)) + V.Of(epsilon));
            V.Store(scale + sample, inverse);
            for (var u = 0; u < units; u++)
            {
                var offset = ((nint)u * stride) + sample;
                var normal = V.Load(x + offset) * inverse;
                V.Store(standard + offset, normal);
                V.Store(y + offset, normal * V.Broadcast(gain[u]));
            }
        }
    }

    /// <summary>dx = γ·dy·s − x·s³·Σ(γ·dy·x)/n with s = 1/√(Σx²/n + ε).</summary>
    /// <param name="gradient">dy, zero in the padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(T* gradient, T* x, T* scale, T* gain, T* result, int units, int stride)
    {
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var dot = V.Of(0);
            for (var u = 0; u < units; u++)
            {
                var offset = ((nint)u * stride) + sample;
                dot = V.Fma(V.Load(gradient + offset) * V.Broadcast(gain[u]), V.Load(x + offset), dot);
            }

            var inverse = V.Load(scale + sample);
            var slope = dot * inverse * inverse * inverse / V.Of(units);
            for (var u = 0; u < units; u++)
            {
                var offset = ((nint)u * stride) + sample;
                var direct = V.Load(gradient + offset) * V.Broadcast(gain[u]) * inverse;
                V.Store(result + offset, V.Fma(-slope, V.Load(x + offset), direct));
            }
        }
    }
}
