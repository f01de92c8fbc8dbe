using Sweeps.Engine.Kernels;

namespace Sweeps.Engine.Tests.Kernels.Entries;

/// <summary>The sums of what the grouped units' blocks gave; one form for all lanes, which <c>BiasGradientTests</c> compares with its definition.</summary>
internal sealed unsafe class BiasBlocksEntry : KernelEntry
{
    public override string Name => "BiasGradient.Fold";

    public override IReadOnlyList<string> Covers =>
        [Name, "BiasGradient.Mark", "BiasGradient.Blocks", "BiasGradient.GroupedUnits", "Padded.RoundUp"];

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var blocks = Padded.RoundUp(BiasGradient.Blocks(size.Stride));
        var ones = memory.Result(size.Stride * blocks);
        BiasGradient.Mark(ones, blocks, size.Samples, size.Stride);
        var columns = memory.Result(size.Units * blocks);
        Product<T, V>.Run(
            memory.Signal(size.Units, size.Samples, size.Stride), size.Stride, 1, ones, blocks, columns, blocks, memory.Zeros(1), 0,
            size.Units, size.Samples, blocks);
        BiasGradient.Fold(columns, blocks, size.Units, size.Samples);
    }
}

internal sealed unsafe class FourWaysEntry : KernelEntry
{
    public override string Name => "BiasGradient.FourWays";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var gradient = memory.Signal(size.Units, size.Samples, size.Stride);
        var result = memory.Result(size.Units * 3);
        if (V.Count > 1)
        {
            BiasGradient.FourWays(gradient, size.Stride, result, 3, size.Units, size.Samples);
            return;
        }

        for (var unit = 0; unit < size.Units; unit++)
            result[unit * 3] = BiasGradient.FourWaysScalar(gradient + (unit * size.Stride), size.Samples);
    }
}

/// <summary>One form for all lanes, which <c>BiasGradientTests</c> compares with PyTorch's.</summary>
internal sealed unsafe class SingleUnitEntry : KernelEntry
{
    public override string Name => "BiasGradient.Single";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) =>
        *memory.Result(1) = BiasGradient.Single(memory.Signal(1, size.Samples, size.Stride), size.Samples);
}
