using System.Numerics;
using Sweeps.Engine.Checks;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Norms;

/// <summary>Layer normalisation (Ba, Kiros and Hinton, 2016) with the ε of PyTorch's LayerNorm.</summary>
internal sealed class LayerNormalization : EngineNorm
{
    /// <summary>What is added to the variance where nothing else is written.</summary>
    public const double UsualEpsilon = 1e-5;

    public static NumberOption Epsilon { get; } = new("model.layer_norm.eps", "ln_eps", "Added to layer norm's variance.", 0, 1, UsualEpsilon);

    public override string Name => "layer";

    public override IReadOnlyList<string> Aliases { get; } = ["layer_norm"];

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["LayerNorm", "ln", "layer_normalization", "layernormalisation"];

    public override string Summary => "Layer normalisation: each sample over the units of its layer.";

    public override bool HasPyTorchBits => true;

    public override IReadOnlyList<string> NearestOf { get; } =
        ["group", "groupnorm", "instance", "instancenorm", "weight_norm", "spectral_norm"];

    public override string ModuleType => "LayerNorm";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [Epsilon, NormOptions.Affine];

    public override IReadOnlyList<string> Parameters { get; } = ["weight", "bias"];

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) =>
        new LayerNormLayer<T, V>(site, options);

    public override Variable OnTape(Tape tape, Variable x, Func<string, Variable> parameter, OptionValues options)
    {
        var share = 1.0 / x.Value.Columns;
        var mean = tape.Scale(share, tape.SumOfColumns(x));
        var deviation = tape.Subtract(x, mean);
        var variance = tape.Scale(share, tape.SumOfColumns(tape.Power(deviation, 2)));
        var standard = tape.Multiply(deviation, tape.Power(tape.Shift(variance, options.Of(Epsilon)), -0.5));
        return NormOptions.Apply(tape, standard, parameter, ParametersOf(options));
    }
}

/// <summary>The layer of <see cref="LayerNormalization"/>.</summary>
internal sealed unsafe class LayerNormLayer<T, V> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Batch<T> _batch;
    private readonly NormParameters<T> _parameters;
    private readonly T* _standard;
    private readonly T* _standardBySample;
    private readonly T* _mean;
    private readonly T* _scale;
    private readonly double _epsilon;

    public LayerNormLayer(LayerSite<T> site, OptionValues options)
        : base(site.Module, site.Input, site.Output)
    {
        _batch = site.Batch;
        _epsilon = options.Of(LayerNormalization.Epsilon);
        _parameters = new NormParameters<T>(site.Module, site.Arena, options);
        _standard = site.Arena.Allocate(Output.Rows, Output.Stride);
        _standardBySample = site.Arena.Allocate(Output.Rows, Output.Stride);
        _mean = site.Arena.Allocate(Output.Stride);
        _scale = site.Arena.Allocate(Output.Stride);
    }

    public override Parameter<T>[] Parameters => _parameters.All;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase) => LayerNorm<T, V>.Forward(
        Input.Value, _parameters.Gain.Value, _parameters.Bias.Value, Output.Value, _standard, _mean, _scale, Output.Units, Output.Stride, _epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward()
    {
        if (_parameters.All.Length > 0)
        {
            Transpose.Run(Output.Gradient, Output.Stride, _batch.BySample, Output.Rows, Output.Rows, Output.Stride);
            Transpose.Run(_standard, Output.Stride, _standardBySample, Output.Rows, Output.Rows, Output.Stride);
            AffineGradient<T, V>.Run(
                _batch.BySample, _standardBySample, Output.Rows, _parameters.Gain.Gradient, _parameters.Bias.Gradient, _batch.Count);
        }

        LayerNorm<T, V>.Backward(
            Output.Gradient, Input.Value, _mean, _scale, _parameters.Gain.Value, Input.Gradient, Output.Units, Output.Stride, hasGain: _parameters.All.Length > 0);
    }
}
