using Sweeps.Engine.Losses;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class MeanSquaredErrorEntry : KernelEntry
{
    public override string Name => "MeanSquaredError.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var outputs = memory.Input(size.Units * size.Stride);
        var targets = memory.Input(size.Units * size.Stride);
        var valid = memory.Mask(size.Samples, size.Stride);
        MeanSquaredError<T, V>.Run(outputs, targets, memory.Result(size.Stride), memory.Result(size.Units * size.Stride), valid, size.Units, size.Stride, size.Samples);
    }
}
