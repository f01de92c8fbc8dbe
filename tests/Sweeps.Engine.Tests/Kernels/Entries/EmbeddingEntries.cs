using Sweeps.Engine.Layers;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class EmbeddingForwardEntry : KernelEntry
{
    public override string Name => "EmbeddingRows.Forward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var (components, symbols, context) = (size.Units, size.Inputs, 1 + (size.Samples % 4));
        var tableStride = Padded.RoundUp(components);
        var resultStride = (components * context) + (size.Samples % 3);
        var table = memory.Signal(symbols, components, tableStride);
        var contexts = memory.Symbols(size.Samples * context, symbols);
        EmbeddingRows<T, V>.Forward(
            table, tableStride, contexts, context, components, memory.Result((size.Samples * resultStride) + tableStride), resultStride);
    }
}

internal sealed unsafe class EmbeddingBackwardEntry : KernelEntry
{
    public override string Name => "EmbeddingRows.Backward";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var (components, symbols, context) = (size.Units, size.Inputs, 1 + (size.Samples % 4));
        var tableStride = Padded.RoundUp(components);
        var gradientStride = (components * context) + (size.Samples % 3);
        EmbeddingRows<T, V>.Backward(
            memory.Input((size.Samples * gradientStride) + tableStride), gradientStride, memory.Symbols(size.Samples * context, symbols), context,
            components, memory.Mask(components, tableStride), memory.Result(symbols * tableStride), tableStride, symbols);
    }
}
