using Sweeps.Engine.Products;

namespace Sweeps.Engine.Tests.Kernels.Entries;

/// <summary>What it is in one lane, <c>BiasGradientTests</c> compares with PyTorch's.</summary>
internal sealed unsafe class BiasGradientEntry : KernelEntry
{
    public override string Name => "BiasGradient.Run";

    public override IReadOnlyList<string> Covers => [Name];

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var stride = Padded.RoundUp(size.Units);
        var gradient = memory.Signal(size.Samples, size.Units, stride);
        var result = memory.Changed(stride);
        BiasGradient<T, V>.Run(gradient, stride, result, size.Units, size.Samples);
        // What pads them may be overwritten or not.
        new Span<T>(result + size.Units, stride - size.Units).Clear();
    }
}
