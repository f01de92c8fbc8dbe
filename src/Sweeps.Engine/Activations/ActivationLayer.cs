using System.Numerics;

namespace Sweeps.Engine.Activations;

/// <summary>An activation function of every unit.</summary>
internal sealed unsafe class ActivationLayer<T, V, TFunction> : Layer<T>
    where T : unmanaged, INumberBase<T>
    where V : unmanaged, ILanes<V, T>
    where TFunction : struct, IActivation
{
    private readonly TFunction _function;
    private readonly T* _slope;

    public ActivationLayer(ModuleInfo module, TFunction function, ActivationBuffer<T> input, ActivationBuffer<T> output, Arena<T> arena)
        : base(module, input, output)
    {
        _function = function;
        _slope = TFunction.KeepsSlope ? arena.Allocate(output.Length) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase) => Activation<T, V, TFunction>.Forward(_function, Input.Value, Output.Value, _slope, Output.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward() =>
        Activation<T, V, TFunction>.Backward(Output.Gradient, Output.Value, _slope, Input.Gradient, Output.Length);
}
