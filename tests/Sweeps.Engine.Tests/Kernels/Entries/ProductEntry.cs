using Sweeps.Engine.Products;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Kernels.Entries;

/// <summary>In both orders, with the matrix as it stands and transposed, and with a row of offsets, one offset for all, and none.</summary>
internal sealed unsafe class ProductEntry : KernelEntry
{
    private const int ManySamples = 300;
    private const int ManyTerms = 650;

    public override string Name => "Product.Run";

    public override IReadOnlyList<string> Covers => [Name, "ProductTile.Run", "BlockedProduct.Run", "ChainedTile.Run", "HalfChainedTile.Run"];

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        // Of the large batches also with more terms than are added up together.
        var (m, k, n) = (size.Units, size.Samples < ManySamples ? size.Inputs : size.Inputs + ManyTerms, size.Stride);
        var (aStride, bStride, cStride) = (k + (m % 3), n + (k % 4), n + (m % 5));
        var transposed = size.Samples % 2 == 0;
        var (rowStride, termStride) = transposed ? (1, aStride + m) : (aStride, 1);
        var offsetStride = size.Samples % 3;
        var a = memory.Input((m * rowStride) + (k * termStride));
        var b = memory.Input(k * bStride);
        var offset = memory.Input(1 + (m * offsetStride));
        foreach (var order in new[] { ArithmeticKind.Fast, ArithmeticKind.PyTorch })
        {
            var sums = new AccumulationOrder<T>(order, m, n, lanesAreRows: size.Samples % 5 == 0, V.Count);
            sums.SetLanes(size.Samples);
            Product<T, V>.Run(new(a, rowStride, termStride), new(b, bStride), new(memory.Result(m * cStride), cStride), new(offset, offsetStride), k, n, sums);
        }
    }
}
