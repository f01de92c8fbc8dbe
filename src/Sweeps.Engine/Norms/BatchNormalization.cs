using System.Numerics;
using Sweeps.Engine.Checks;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Norms;

/// <summary>Batch normalisation (Ioffe and Szegedy, 2015) with the conventions of PyTorch's BatchNorm1d.</summary>
internal sealed class BatchNormalization : EngineNorm
{
    public static NumberOption Momentum { get; } = new(
        "model.batch_norm.momentum", "bn_momentum", "Weight of the newest batch in batch norm's running statistics.", 0, 1, 0.1, AboveMinimum: true)
    { IdentifiesAtDefault = true };

    public static NumberOption Epsilon { get; } = new("model.batch_norm.eps", "bn_eps", "Added to batch norm's variance.", 0, 1, 1e-5) { IdentifiesAtDefault = true };

    public static SwitchOption Bessel { get; } = new(
        "model.batch_norm.bessel", "bn_bessel", "Whether a batch is normalised by its unbiased variance (“MLP with backpropagation”).", Default: false)
    { IdentifiesAtDefault = true };

    public static SwitchOption Calibrate { get; } = new(
        "model.batch_norm.calibrate", "bn_calibrate",
        "Whether the statistics for evaluation are measured over the whole training set at the end, the variance unbiased (“MLP with backpropagation”).", Default: false)
    { IdentifiesAtDefault = true };

    public static NumberOption Spread { get; } = new(
        "model.batch_norm.spread", "bn_spread",
        "Standard deviation of batch norm's first gains around 1 and first biases around 0, drawn in forward order from a generator of their own with the seed plus 1 (“MLP with backpropagation”, which gives none); 0 draws nothing.",
        0, 1e6, 0)
    { ActsWith = NormOptions.Affine };

    public override string Name => "batch";

    public override IReadOnlyList<string> Aliases { get; } = ["batch_norm"];

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["BatchNorm", "bn", "batch_norm_1d", "batch_normalization", "batchnormalisation"];

    public override string Summary => "Batch normalisation: each unit over the samples of a batch, or by running statistics in evaluation.";

    public override bool HasPyTorchBits => true;

    public override string ModuleType => "BatchNorm";

    // The variance of one sample is 0, and with it every output.
    public override int LeastSamples => 2;

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [Momentum, Epsilon, Bessel, Calibrate, Spread, NormOptions.Affine];

    public override IReadOnlyList<string> Parameters { get; } = ["weight", "bias"];

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) => new BatchNormLayer<T, V>(site, options);

    public override Variable OnTape(Tape tape, Variable x, Func<string, Variable> parameter, OptionValues options)
    {
        var samples = x.Value.Rows;
        var mean = tape.Scale(1.0 / samples, tape.SumOfRows(x));
        var deviation = tape.Subtract(x, mean);
        var variance = tape.Scale(1.0 / (options.Of(Bessel) ? samples - 1 : samples), tape.SumOfRows(tape.Power(deviation, 2)));
        var standard = tape.Multiply(deviation, tape.Power(tape.Shift(variance, options.Of(Epsilon)), -0.5));
        return NormOptions.Apply(tape, standard, parameter, ParametersOf(options));
    }

    /// <summary>A layer's gains before its biases.</summary>
    public override void Initialise<T>(IEnumerable<Layer<T>> layers, OptionValues options, ulong seed)
    {
        if (options.Of(Spread) is not (> 0 and var spread))
            return;
        var generator = new TorchGenerator(seed + 1);
        foreach (var layer in layers)
        {
            foreach (var (parameter, centre) in layer.Parameters.Zip([1f, 0f]))
            {
                var drawn = new float[layer.Output.Units];
                generator.Normal(drawn);
                for (var unit = 0; unit < drawn.Length; unit++)
                    parameter.Set(0, unit, T.CreateTruncating((drawn[unit] * (float)spread) + centre));
            }
        }
    }
}

/// <summary>Batch normalisation: by the batch's statistics in training, by the running ones in evaluation.</summary>
internal sealed unsafe class BatchNormLayer<T, V> : Layer<T>, ICalibrated
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Batch<T> _batch;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly bool _bessel;
    private readonly NormParameters<T> _parameters;
    private readonly T* _bySample;
    private readonly T* _scale;
    private readonly T* _mean;
    private readonly T* _squares;
    private readonly T* _sum;
    private readonly T* _dot;
    private readonly NamedState<T> _runningMean;
    private readonly NamedState<T> _runningVariance;

    public BatchNormLayer(LayerSite<T> site, OptionValues options)
        : base(site.Module, site.Input, site.Output)
    {
        var (input, arena) = (site.Input, site.Arena);
        _batch = site.Batch;
        _momentum = options.Of(BatchNormalization.Momentum);
        _epsilon = options.Of(BatchNormalization.Epsilon);
        _bessel = options.Of(BatchNormalization.Bessel);
        IsCalibrated = options.Of(BatchNormalization.Calibrate);
        _parameters = new NormParameters<T>(site.Module, arena, options);
        _bySample = arena.Allocate(input.Rows, input.Stride);
        _scale = arena.Allocate(input.Rows);
        _mean = arena.Allocate(input.Rows);
        _squares = arena.Allocate(input.Rows);
        _sum = arena.Allocate(input.Rows);
        _dot = arena.Allocate(input.Rows);
        _runningMean = new NamedState<T>("running_mean", arena, Output.Units, T.Zero);
        _runningVariance = new NamedState<T>("running_var", arena, Output.Units, T.One);
        State = [_runningMean, _runningVariance];
    }

    public override Parameter<T>[] Parameters => _parameters.All;

    public override IReadOnlyList<NamedState<T>> State { get; }

    public bool IsCalibrated { get; }

    private int Divisor => _bessel ? _batch.Count - 1 : _batch.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase)
    {
        var gain = _parameters.Gain.Value;
        var bias = _parameters.Bias.Value;
        if (phase == Phase.Evaluate)
        {
            BatchNorm<T, V>.Evaluate(
                Input.Value, gain, bias, _runningMean.Value, _runningVariance.Value, Output.Value, Output.Units, Output.Stride, _epsilon);
            return;
        }

        Transpose.Run(Input.Value, Input.Stride, _bySample, Input.Rows, Input.Rows, Input.Stride);
        BatchNorm<T, V>.Moments(_bySample, Input.Rows, _mean, _squares, _batch.Count);
        BatchNorm<T, V>.Forward(
            Input.Value, gain, bias, _mean, _squares, Output.Value, _scale, Output.Units, Output.Stride, Divisor, _epsilon);
        KeepRunningStatistics();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward()
    {
        Transpose.Run(Output.Gradient, Output.Stride, _batch.BySample, Output.Rows, Output.Rows, Output.Stride);
        BatchNorm<T, V>.Sums(_bySample, _batch.BySample, Output.Rows, _mean, _sum, _dot, _batch.Count);
        BatchNorm<T, V>.Backward(
            Input.Value, Output.Gradient, _batch.Valid, _mean, _scale, _parameters.Gain.Value, _sum, _dot, Input.Gradient,
            Output.Units, Output.Stride, _batch.Count, Divisor);
        for (var u = 0; u < Output.Units; u++)
        {
            _parameters.Bias.Gradient[u] = _sum[u];
            _parameters.Gain.Gradient[u] = _dot[u] * _scale[u];
        }
    }

    public void SetStatistics(ReadOnlySpan<double> mean, ReadOnlySpan<double> variance)
    {
        for (var u = 0; u < Output.Units; u++)
        {
            _runningMean.Value[u] = T.CreateTruncating(mean[u]);
            _runningVariance.Value[u] = T.CreateTruncating(variance[u]);
        }
    }

    private void KeepRunningStatistics()
    {
        var newest = T.CreateTruncating(_momentum);
        var kept = T.CreateTruncating(1 - _momentum);
        var unbiased = T.CreateTruncating(_batch.Count - 1);
        var mean = _runningMean.Value;
        var variance = _runningVariance.Value;
        for (var u = 0; u < Output.Units; u++)
        {
            mean[u] = (kept * mean[u]) + (newest * _mean[u]);
            variance[u] = (kept * variance[u]) + (newest * (_squares[u] / unbiased));
        }
    }
}
