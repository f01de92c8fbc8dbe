using Sweeps.Engine.Norms;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class LayerNormForwardEntry : KernelEntry
{
    public override string Name => "LayerNorm.Forward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => LayerNorm<T, V>.Forward(
        memory.Input(size.Units * size.Stride), memory.Input(size.Units), memory.Input(size.Units), memory.Result(size.Units * size.Stride),
        memory.Result(size.Units * size.Stride), memory.Result(size.Stride), memory.Result(size.Stride), size.Units, size.Stride, 1e-5);
}

internal sealed unsafe class LayerNormBackwardEntry(bool hasGain) : KernelEntry
{
    public override string Name => hasGain ? "LayerNorm.Backward" : "LayerNorm.Backward without gain";

    public override IReadOnlyList<string> Covers => ["LayerNorm.Backward"];

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) => LayerNorm<T, V>.Backward(
        memory.Signal(size.Units, size.Samples, size.Stride), memory.Input(size.Units * size.Stride), memory.Input(size.Stride),
        memory.Input(size.Stride), memory.Input(size.Units), memory.Result(size.Units * size.Stride), size.Units, size.Stride, hasGain);
}

internal sealed unsafe class AffineGradientEntry : KernelEntry
{
    public override string Name => "AffineGradient.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var stride = Padded.RoundUp(size.Units);
        AffineGradient<T, V>.Run(
            memory.Input(size.Samples * stride), memory.Input(size.Samples * stride), stride, memory.Result(stride), memory.Result(stride), size.Samples);
    }
}
