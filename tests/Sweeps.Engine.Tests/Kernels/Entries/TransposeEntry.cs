using Sweeps.Engine.Products;

namespace Sweeps.Engine.Tests.Kernels.Entries;

internal sealed unsafe class TransposeEntry : KernelEntry
{
    private const int Block = 16;

    public override string Name => "Transpose.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var (rows, columns) = (Padded.RoundUp(size.Units), size.Stride);
        var (sourceStride, targetStride) = (columns + (size.Units % 3), rows + (size.Samples % 3));
        var source = memory.Input(rows * sourceStride);
        var target = memory.Result(columns * targetStride);
        if (V.Count > 1)
        {
            Transpose.Run(source, sourceStride, target, targetStride, rows, columns);
            return;
        }

        for (var row = 0; row < rows; row += Block)
            for (var column = 0; column < columns; column += Block)
                Transpose.Scalar(source + (row * sourceStride) + column, sourceStride, target + (column * targetStride) + row, targetStride);
    }
}
