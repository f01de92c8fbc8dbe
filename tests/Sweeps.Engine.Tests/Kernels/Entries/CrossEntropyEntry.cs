using Sweeps.Engine.Kernels;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class CrossEntropyEntry : KernelEntry
{
    public override string Name => "CrossEntropy.Run";

    public override int SparsityInDouble => 29;

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => CrossEntropy<T, V>.Run(
        memory.Input(size.Units * size.Stride), memory.Symbols(size.Samples, size.Units), memory.Result(size.Stride),
        memory.Result(size.Units * size.Stride), memory.Result(size.Stride), memory.Mask(size.Samples, size.Stride), size.Units, size.Stride);
}
