using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels;
using Sweeps.Engine.Kernels.Lanes;
using Sweeps.Engine.Training;

namespace Sweeps.Engine.Layers;

/// <summary>Layer normalisation with PyTorch's ε.</summary>
internal sealed unsafe class LayerNormLayer<T, V> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private const double Epsilon = 1e-5;
    private readonly NormParameters<T> _parameters;
    private readonly T* _standard;
    private readonly T* _scale;

    public LayerNormLayer(ModuleInfo module, Signal<T> input, Signal<T> output, Arena<T> arena)
        : base(module, input, output)
    {
        _parameters = new NormParameters<T>(module, arena);
        _standard = arena.Allocate(output.Length);
        _scale = arena.Allocate(output.Stride);
    }

    public override Parameter<T>[] Parameters => _parameters.All;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase) => LayerNorm<T, V>.Forward(
        Input.Value, _parameters.Gain.Value, _parameters.Bias.Value, Output.Value, _standard, _scale, Output.Units, Output.Stride, Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward() => LayerNorm<T, V>.Backward(
        Output.Gradient, _standard, _scale, _parameters.Gain.Value, _parameters.Gain.Gradient, _parameters.Bias.Gradient,
        Input.Gradient, Output.Units, Output.Stride);
}
