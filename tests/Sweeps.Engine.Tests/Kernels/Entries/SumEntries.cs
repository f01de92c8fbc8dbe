using Sweeps.Engine.Losses;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Tests.Kernels.Entries;

/// <summary>A sum with one vector form, whose lanes are part of the definition; one lane stands for the scalar form.</summary>
internal sealed unsafe class DotEntry : KernelEntry
{
    public override string Name => "LaneSum.Dot";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var results = memory.Result(size.Units);
        var x = memory.Signal(size.Units, size.Samples, size.Stride);
        var y = memory.Input(size.Units * size.Stride);
        for (var unit = 0; unit < size.Units; unit++)
        {
            var offset = unit * size.Stride;
            results[unit] = T.CreateTruncating(V.Count == 1
                ? LaneSum<T>.Scalar(x + offset, y + offset, size.Stride)
                : LaneSum<T>.Dot(x + offset, y + offset, size.Stride));
        }
    }
}

/// <summary>One form for all lanes, which <c>LossSumTests</c> compares with PyTorch's.</summary>
internal sealed unsafe class LossSumEntry : KernelEntry
{
    public override string Name => "LossSum.Of";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) =>
        *memory.Result(1) = LossSum.Of(memory.Input(size.Samples), size.Samples);
}
