using Sweeps.Engine.Kernels;

namespace Sweeps.Engine.Tests.Kernels.Entries;

/// <summary>With the matrix as it stands and transposed, and with a row of offsets, one offset for all, and none.</summary>
internal sealed unsafe class ProductEntry : KernelEntry
{
    public override string Name => "Product.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var (m, k, n) = (size.Units, size.Inputs, size.Stride);
        var (aStride, bStride, cStride) = (k + (m % 3), n + (k % 4), n + (m % 5));
        var transposed = size.Samples % 2 == 0;
        var (rowStride, termStride) = transposed ? (1, aStride + m) : (aStride, 1);
        var offsetStride = size.Samples % 3;
        Product<T, V>.Run(
            memory.Input((m * rowStride) + (k * termStride)), rowStride, termStride, memory.Input(k * bStride), bStride,
            memory.Result(m * cStride), cStride, memory.Input(1 + (m * offsetStride)), offsetStride, m, k, n);
    }
}
