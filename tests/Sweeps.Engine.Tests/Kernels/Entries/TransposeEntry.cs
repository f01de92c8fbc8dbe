using System.Runtime.Intrinsics.X86;
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
        var vectorBits = V.Count * sizeof(T) * 8;
        if (vectorBits == 512 || (V.Count > 1 && typeof(T) != typeof(float)))
        {
            Transpose.Run(source, sourceStride, target, targetStride, rows, columns);
            return;
        }

        for (var row = 0; row < rows; row += Block)
            for (var column = 0; column < columns; column += Block)
                OneBlock(source + (row * sourceStride) + column, sourceStride, target + (column * targetStride) + row, targetStride, vectorBits);
    }

    // On one processor all the forms that other processors use.
    private static void OneBlock<T>(T* source, int sourceStride, T* target, int targetStride, int vectorBits)
        where T : unmanaged
    {
        if (vectorBits == 256 && Avx.IsSupported)
            Transpose.Eights((float*)source, sourceStride, (float*)target, targetStride);
        else if (vectorBits == 128)
            Transpose.Fours((float*)source, sourceStride, (float*)target, targetStride);
        else
            Transpose.Scalar(source, sourceStride, target, targetStride);
    }
}
