using Sweeps.Engine.Kernels;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class LayerNormForwardEntry : KernelEntry
{
    public override string Name => "LayerNorm.Forward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => LayerNorm<T, V>.Forward(
        memory.Input(size.Units * size.Stride), memory.Input(size.Units), memory.Input(size.Units), memory.Result(size.Units * size.Stride),
        memory.Result(size.Units * size.Stride), memory.Result(size.Stride), size.Units, size.Stride, 1e-5);
}

internal sealed unsafe class LayerNormBackwardEntry : KernelEntry
{
    public override string Name => "LayerNorm.Backward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => LayerNorm<T, V>.Backward(
        memory.Signal(size.Units, size.Samples, size.Stride), memory.Input(size.Units * size.Stride), memory.Input(size.Stride),
        memory.Input(size.Units), memory.Result(size.Units), memory.Result(size.Units), memory.Result(size.Units * size.Stride),
        size.Units, size.Stride);
}
