using Sweeps.Engine.Norms;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class BatchMomentsEntry : KernelEntry
{
    public override string Name => "BatchNorm.Moments";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var units = Padded.RoundUp(size.Units);
        BatchNorm<T, V>.Moments(memory.Input(size.Samples * units), units, memory.Result(units), memory.Result(units), size.Samples);
    }
}

internal sealed unsafe class BatchNormForwardEntry : KernelEntry
{
    public override string Name => "BatchNorm.Forward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => BatchNorm<T, V>.Forward(
        memory.Input(size.Units * size.Stride), memory.Input(size.Units), memory.Input(size.Units), memory.Input(size.Units),
        memory.Input(size.Units), memory.Result(size.Units * size.Stride), memory.Result(size.Units), size.Units, size.Stride,
        size.Samples - (size.Units % 2), 1e-5);
}

internal sealed unsafe class BatchNormEvaluateEntry : KernelEntry
{
    public override string Name => "BatchNorm.Evaluate";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => BatchNorm<T, V>.Evaluate(
        memory.Input(size.Units * size.Stride), memory.Input(size.Units), memory.Input(size.Units), memory.Input(size.Units),
        memory.Input(size.Units), memory.Result(size.Units * size.Stride), size.Units, size.Stride, 1e-5);
}

internal sealed unsafe class BatchNormSumsEntry : KernelEntry
{
    public override string Name => "BatchNorm.Sums";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var units = Padded.RoundUp(size.Units);
        BatchNorm<T, V>.Sums(
            memory.Input(size.Samples * units), memory.Input(size.Samples * units), units, memory.Input(units), memory.Result(units),
            memory.Result(units), size.Samples);
    }
}

internal sealed unsafe class BatchNormBackwardEntry : KernelEntry
{
    public override string Name => "BatchNorm.Backward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => BatchNorm<T, V>.Backward(
        memory.Input(size.Units * size.Stride), memory.Signal(size.Units, size.Samples, size.Stride), memory.Mask(size.Samples, size.Stride),
        memory.Input(size.Units), memory.Input(size.Units), memory.Input(size.Units), memory.Input(size.Units), memory.Input(size.Units),
        memory.Result(size.Units * size.Stride), size.Units, size.Stride, size.Samples, size.Samples - (size.Units % 2));
}
