using Sweeps.Engine.Activations;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class ActivationEntry<TFunction> : KernelEntry
    where TFunction : struct, IActivation
{
    public override string Name => typeof(TFunction).Name;

    public override IReadOnlyList<string> Covers => [Name, "Activation.Forward", "Activation.Backward"];

    public override int Sparsity => 5;

    // Gelu's tail is a continued fraction of 120 divisions in float64.
    public override int SparsityInDouble => 97;

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        var y = memory.Result(count);
        var slope = TFunction.KeepsSlope ? memory.Result(count) : null;
        Activation<T, V, TFunction>.Forward(new TFunction(), memory.Input(count), y, slope, count);
        Activation<T, V, TFunction>.Backward(memory.Input(count), y, slope, memory.Result(count), count);
    }
}
