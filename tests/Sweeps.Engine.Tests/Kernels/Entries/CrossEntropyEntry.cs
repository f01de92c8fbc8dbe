using Sweeps.Engine.Losses;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class CrossEntropyEntry : KernelEntry
{
    public override string Name => "CrossEntropy.Run";

    public override int SparsityInDouble => 29;

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var logits = memory.Input(size.Units * size.Stride);
        var targets = memory.Symbols(size.Samples, size.Units);
        var valid = memory.Mask(size.Samples, size.Stride);
        foreach (var asPyTorch in new[] { false, true })
        {
            CrossEntropy<T, V>.Run(
                logits, targets, memory.Result(size.Stride), memory.Result(size.Units * size.Stride), memory.Result(size.Stride), valid, size.Units, size.Stride, asPyTorch);
        }
    }
}
