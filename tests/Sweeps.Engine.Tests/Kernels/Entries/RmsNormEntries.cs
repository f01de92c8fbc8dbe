using Sweeps.Engine.Norms;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class RmsNormForwardEntry : KernelEntry
{
    public override string Name => "RmsNorm.Forward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => RmsNorm<T, V>.Forward(
        memory.Input(size.Units * size.Stride), memory.Input(size.Units), memory.Result(size.Units * size.Stride),
        memory.Result(size.Units * size.Stride), memory.Result(size.Stride), size.Units, size.Stride, 1e-5);
}

internal sealed unsafe class RmsNormBackwardEntry : KernelEntry
{
    public override string Name => "RmsNorm.Backward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => RmsNorm<T, V>.Backward(
        memory.Signal(size.Units, size.Samples, size.Stride), memory.Input(size.Units * size.Stride), memory.Input(size.Stride),
        memory.Input(size.Units), memory.Result(size.Units * size.Stride), size.Units, size.Stride);
}
