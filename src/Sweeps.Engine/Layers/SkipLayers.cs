using System.Numerics;

namespace Sweeps.Engine.Layers;

/// <summary>The end of a residual block: block input + branch. The branch's gradient is the sum's own.</summary>
internal sealed unsafe class SkipEnd<T, V>(ActivationBuffer<T> blockInput, ActivationBuffer<T> branch, ActivationBuffer<T> sum) : Layer<T>(null, branch, sum)
    where T : unmanaged, INumberBase<T>
    where V : unmanaged, ILanes<V, T>
{
    public override void Forward(Phase phase) => Addition<T, V>.Run(blockInput.Value, Input.Value, Output.Value, Output.Length);

    public override void Backward()
    {
    }
}

/// <summary>The beginning of a residual block: after the branch's first layer has written its gradient, the sum's is added.</summary>
internal sealed unsafe class SkipBegin<T, V>(ActivationBuffer<T> blockInput, ActivationBuffer<T> sum) : Layer<T>(null, blockInput, blockInput)
    where T : unmanaged, INumberBase<T>
    where V : unmanaged, ILanes<V, T>
{
    public override void Forward(Phase phase)
    {
    }

    public override void Backward() => Addition<T, V>.Run(Input.Gradient, sum.Gradient, Input.Gradient, Input.Length);
}
