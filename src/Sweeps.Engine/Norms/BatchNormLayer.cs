using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Training;

namespace Sweeps.Engine.Norms;

/// <summary>Batch normalisation: by the batch's statistics in training, by the running ones in evaluation.</summary>
internal sealed unsafe class BatchNormLayer<T, V> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Batch<T> _batch;
    private readonly BatchNormSettings _settings;
    private readonly NormParameters<T> _parameters;
    private readonly T* _bySample;
    private readonly T* _scale;
    private readonly T* _mean;
    private readonly T* _squares;
    private readonly T* _sum;
    private readonly T* _dot;

    public BatchNormLayer(ModuleInfo module, BatchNormSettings settings, Batch<T> batch, ActivationBuffer<T> input, ActivationBuffer<T> output, Arena<T> arena)
        : base(module, input, output)
    {
        _batch = batch;
        _settings = settings;
        _parameters = new NormParameters<T>(module, arena);
        _bySample = arena.Allocate(input.Rows, input.Stride);
        _scale = arena.Allocate(input.Rows);
        _mean = arena.Allocate(input.Rows);
        _squares = arena.Allocate(input.Rows);
        _sum = arena.Allocate(input.Rows);
        _dot = arena.Allocate(input.Rows);
        RunningMean = arena.Allocate(output.Units);
        RunningVariance = arena.Allocate(output.Units);
        for (var u = 0; u < output.Units; u++)
            RunningVariance[u] = T.One;
    }

    public T* RunningMean { get; }

    public T* RunningVariance { get; }

    public override Parameter<T>[] Parameters => _parameters.All;

    private int Divisor => _settings.Bessel ? _batch.Count - 1 : _batch.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase)
    {
        var gain = _parameters.Gain.Value;
        var bias = _parameters.Bias.Value;
        if (phase == Phase.Evaluate)
        {
            BatchNorm<T, V>.Evaluate(
                Input.Value, gain, bias, RunningMean, RunningVariance, Output.Value, Output.Units, Output.Stride, _settings.Epsilon);
            return;
        }

        Transpose.Run(Input.Value, Input.Stride, _bySample, Input.Rows, Input.Rows, Input.Stride);
        BatchNorm<T, V>.Moments(_bySample, Input.Rows, _mean, _squares, _batch.Count);
        BatchNorm<T, V>.Forward(
            Input.Value, gain, bias, _mean, _squares, Output.Value, _scale, Output.Units, Output.Stride, Divisor, _settings.Epsilon);
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

    private void KeepRunningStatistics()
    {
        var newest = T.CreateTruncating(_settings.Momentum);
        var kept = T.CreateTruncating(1 - _settings.Momentum);
        var unbiased = T.CreateTruncating(_batch.Count - 1);
        for (var u = 0; u < Output.Units; u++)
        {
            RunningMean[u] = (kept * RunningMean[u]) + (newest * _mean[u]);
            RunningVariance[u] = (kept * RunningVariance[u]) + (newest * (_squares[u] / unbiased));
        }
    }
}
