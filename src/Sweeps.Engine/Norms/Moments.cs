using System.Numerics;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Norms;

/// <summary>How many numbers there are, their mean and Σ(x − mean)²; in each lane of its own numbers.</summary>
/// <remarks>In the order of ATen's RowwiseMoments with AVX2, and like it without fused multiply-adds: PyTorch's bits.</remarks>
internal readonly unsafe struct Moments<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>As many numbers are taken one after another; blocks of them are put together two and two.</summary>
    private const int Block = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Moments(int count, V mean, V squares)
    {
        Count = count;
        Mean = mean;
        Squares = squares;
    }

    public int Count { get; }

    public V Mean { get; }

    public V Squares { get; }

    private static Moments<T, V> None
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0, V.Of(0), V.Of(0));
    }

    /// <summary>1/1, 1/2, … 1/16.</summary>
    private static ReadOnlySpan<double> Shares =>
        [1, 1 / 2d, 1 / 3d, 1 / 4d, 1 / 5d, 1 / 6d, 1 / 7d, 1 / 8d, 1 / 9d, 1 / 10d, 1 / 11d, 1 / 12d, 1 / 13d, 1 / 14d, 1 / 15d, 1 / 16d];

    /// <summary>
    /// Of x₀, x₁, …: those at i, i + 8, … for each i below 8, as far as they make whole eights; then what is left over, and the eight
    /// put to it in turn.
    /// </summary>
    /// <param name="x">Numbers <paramref name="stride"/> apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Moments<T, V> Of(T* x, nint stride, int numbers)
    {
        var eights = numbers / EightSums.Count;
        if (eights > Block)
            return OfMany(x, stride, numbers);
        var all = OfRest(x, stride, numbers);
        for (var i = 0; i < EightSums.Count; i++)
            all = all.With(OfBlock(x + (i * stride), EightSums.Count * stride, eights));
        return all;
    }

    // By itself, so that few numbers' sums stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Moments<T, V> OfMany(T* x, nint stride, int numbers)
    {
        var all = OfRest(x, stride, numbers);
        for (var i = 0; i < EightSums.Count; i++)
            all = all.With(OfBlocks(x + (i * stride), EightSums.Count * stride, numbers / EightSums.Count));
        return all;
    }

    /// <summary>What is left over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Moments<T, V> OfRest(T* x, nint stride, int numbers)
    {
        var rest = None;
        for (var i = numbers / EightSums.Count * EightSums.Count; i < numbers; i++)
            rest = rest.With(V.Load(x + (i * stride)));
        return rest;
    }

    /// <summary>Welford's update (1962).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Moments<T, V> OfBlock(T* x, nint stride, int numbers)
    {
        var mean = V.Of(0);
        var squares = mean;
        for (var i = 0; i < numbers; i++)
        {
            var number = V.Load(x + (i * stride));
            var deviation = number - mean;
            mean += deviation * V.Of(Shares[i]);
            squares += deviation * (number - mean);
        }

        return new(numbers, mean, squares);
    }

    /// <summary>Blocks put together like the digits of a binary counter, then its places from the lowest.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Moments<T, V> OfBlocks(T* x, nint stride, int numbers)
    {
        var blocks = (numbers + Block - 1) / Block;
        var places = BitOperations.Log2((uint)blocks - 1) + 1;
        var counter = stackalloc Moments<T, V>[places];
        new Span<Moments<T, V>>(counter, places).Fill(None);
        for (var block = 0; block < blocks; block++)
        {
            var first = block * Block;
            counter[0] = counter[0].With(OfBlock(x + (first * stride), stride, Math.Min(Block, numbers - first)));
            for (var place = 1; place < places && ((block + 1) >> (place - 1)) % 2 == 0; place++)
            {
                counter[place] = counter[place].With(counter[place - 1]);
                counter[place - 1] = None;
            }
        }

        for (var place = 1; place < places; place++)
            counter[0] = counter[0].With(counter[place]);
        return counter[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Moments<T, V> With(V number)
    {
        var deviation = number - Mean;
        var mean = Mean + (deviation / V.Of(Count + 1));
        return new(Count + 1, mean, Squares + (deviation * (number - mean)));
    }

    /// <summary>Chan, Golub and LeVeque (1979).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Moments<T, V> With(Moments<T, V> other)
    {
        var together = Count + other.Count;
        var share = V.Of(together == 0 ? 0 : (double)other.Count / together);
        var deviation = other.Mean - Mean;
        return new(together, Mean + (share * deviation), Squares + (other.Squares + (deviation * deviation * share * V.Of(Count))));
    }
}
