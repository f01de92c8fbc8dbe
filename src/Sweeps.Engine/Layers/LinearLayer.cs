using System.Numerics;
using System.Runtime.CompilerServices;
using Sweeps.Engine.Kernels;
using Sweeps.Engine.Kernels.Lanes;
using Sweeps.Engine.Training;

namespace Sweeps.Engine.Layers;

/// <summary>
/// y = W·x + b, summed over inputs; dx = Wᵀ·dy over outputs; dW = dy·xᵀ and db = Σ dy over samples. The parameter's lines hold what all
/// units make of an input, one after another, and then their biases: both weight and bias gradients add up samples with a unit in each lane.
/// </summary>
internal sealed unsafe class LinearLayer<T, V> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Batch<T> _batch;
    private readonly Parameter<T> _weight;
    private readonly T* _bias;
    private readonly bool _hasBias;
    private readonly SumOrder<T> _outputOrder;
    private readonly SumOrder<T> _inputOrder;
    private readonly SumOrder<T> _weightOrder;

    public LinearLayer(ModuleInfo module, Batch<T> batch, Signal<T> input, Signal<T> output, bool hasBias, Arena<T> arena)
        : base(module, input, output)
    {
        _batch = batch;
        var weight = new ParameterPart("weight", 0, input.Units, IsMatrix: true, IsPenalised: true);
        _weight = new Parameter<T>(
            module.Name, output.Units, output.Rows, isFanInFirst: true, hasBias ? [weight, new("bias", input.Units, 1, IsMatrix: false)] : [weight])
        {
            Value = arena.Allocate(input.Units + 1, output.Rows),
            Gradient = arena.Allocate(input.Units + 1, output.Rows),
        };
        _bias = _weight.Value + _weight.Offset(0, input.Units);
        _hasBias = hasBias;
        _outputOrder = batch.Orders.OfSignal(output.Units);
        _inputOrder = batch.Orders.OfSignal(input.Units);
        _weightOrder = batch.Orders.OfWeight(input.Units, output.Units);
        Parameters = [_weight];
    }

    public override Parameter<T>[] Parameters { get; }

    // Without a bias its line stays zero.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase) => Product<T, V>.Run(
        _weight.Value, 1, _weight.Stride, Input.Value, Input.Stride, Output.Value, Output.Stride, _bias, 1, Input.Units, Input.Stride, _outputOrder);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward()
    {
        var gradient = _batch.BySample;
        Transpose.Run(Output.Gradient, Output.Stride, gradient, Output.Rows, Output.Rows, Output.Stride);
        if (_hasBias)
            BiasGradient<T, V>.Run(gradient, Output.Rows, _weight.Gradient + _weight.Offset(0, Input.Units), Output.Units, _batch.Count);
        Product<T, V>.Run(
            Input.Value, Input.Stride, 1, gradient, Output.Rows, _weight.Gradient, _weight.Stride, _batch.Zero, 0, _batch.Count, Output.Rows, _weightOrder);
        Product<T, V>.Run(
            _weight.Value, _weight.Stride, 1, Output.Gradient, Output.Stride, Input.Gradient, Input.Stride, _batch.Zero, 0,
            Output.Units, Input.Stride, _inputOrder);
    }
}
