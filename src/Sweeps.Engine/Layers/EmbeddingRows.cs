using System.Numerics;

namespace Sweeps.Engine.Layers;

/// <summary>Rows of an embedding table for every symbol of every context, and their gradients back into the table.</summary>
/// <remarks>Rows of the table are padded with zeros to a multiple of 16.</remarks>
internal static unsafe class EmbeddingRows<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="contexts">Samples × context symbols.</param>
    /// <param name="result">
    /// Samples × (context · components). A row's last symbol spills the table's padding past its end, over the beginning of the
    /// next row, which is written after it: there must be room for one padded row behind the last.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(T* table, int tableStride, ReadOnlySpan<ushort> contexts, int context, int components, T* result, int resultStride)
    {
        var symbol = 0;
        for (var row = result; symbol < contexts.Length; row += resultStride)
        {
            for (var place = 0; place < context; place++)
            {
                var from = table + (contexts[symbol++] * tableStride);
                var to = row + (place * components);
                for (var i = 0; i < tableStride; i += V.Count)
                    V.Store(to + i, V.Load(from + i));
            }
        }
    }

    /// <summary>Adds sample by sample, symbol by symbol.</summary>
    /// <param name="gradient">As <c>result</c> above; readable one padded row past the end.</param>
    /// <param name="mask">1 for each component, 0 for the padding.</param>
    /// <param name="tableGradient">Overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        T* gradient, int gradientStride, ReadOnlySpan<ushort> contexts, int context, int components, T* mask, T* tableGradient, int tableStride, int symbols)
    {
        for (var i = 0; i < symbols * tableStride; i += V.Count)
            V.Store(tableGradient + i, V.Of(0));
        var symbol = 0;
        for (var row = gradient; symbol < contexts.Length; row += gradientStride)
        {
            for (var place = 0; place < context; place++)
            {
                var from = row + (place * components);
                var to = tableGradient + (contexts[symbol++] * tableStride);
                for (var i = 0; i < tableStride; i += V.Count)
                {
                    var own = V.Select(V.Less(V.Of(0), V.Load(mask + i)), V.Load(from + i), V.Of(0));
                    V.Store(to + i, V.Load(to + i) + own);
                }
            }
        }
    }
}
