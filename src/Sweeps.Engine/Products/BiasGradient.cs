using System.Numerics;

namespace Sweeps.Engine.Products;

/// <summary>
/// The sums over samples that give a bias's gradient, in the order of ATen's sum over a matrix's rows with AVX2, which depends on the
/// column. In whole groups of 32 units (of 4, where there are fewer than 8) the samples are added one after another; in what is left of
/// the units there are four sums, over the samples 4i, 4i + 1, 4i + 2 and 4i + 3, added in that order. "One after another" is a cascade:
/// sixteen terms make a block, sixteen blocks one of the next level, and at the end the levels are added from the lowest, an unfinished
/// block first. A layer of a single unit has 32 sums, over every 32nd sample, if there are eight samples: see <see cref="Single"/>.
/// </summary>
internal static unsafe class BiasGradient<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, IRegister<V, T>
{
    private const int Block = 16;
    private const int Group = 32;
    private const int SmallGroup = 4;
    private const int Vector = 8;
    private const int Ways = 4;

    /// <param name="gradient">Samples × units.</param>
    /// <param name="stride">Units and padding, a multiple of 16.</param>
    /// <param name="result">A number per unit; what lies behind them, up to the stride, may be overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* gradient, nint stride, T* result, int units, int samples)
    {
        if (units == 1)
        {
            if (samples < Vector)
                Lanes1<T>.Store(result, FourWays<Lanes1<T>>(gradient, stride, samples));
            else
                *result = Single(gradient, stride, samples);
            return;
        }

        if (units < Vector)
        {
            var few = units / SmallGroup * SmallGroup;
            for (var unit = 0; unit < few; unit++)
                Lanes1<T>.Store(result + unit, InTurn<Lanes1<T>>(gradient + unit, stride, samples));
            for (var unit = few; unit < units; unit++)
                Lanes1<T>.Store(result + unit, FourWays<Lanes1<T>>(gradient + unit, stride, samples));
            return;
        }

        var grouped = units / Group * Group;
        for (var unit = 0; unit < grouped; unit += Pair<V, T>.Count)
            Pair<V, T>.Store(result + unit, InTurn<Pair<V, T>>(gradient + unit, stride, samples));
        for (var unit = grouped; unit < units; unit += V.Count)
            V.Store(result + unit, FourWays<V>(gradient + unit, stride, samples));
    }

    /// <summary>
    /// For the only unit of a layer: in ATen its samples lie side by side, and it adds four vectors of eight at a time. Vectors that are left
    /// go to the first of the four, then the four are added; single samples that are left are added first, then the eight numbers.
    /// </summary>
    private static T Single(T* gradient, nint stride, int samples)
    {
        const int lanes = Ways * Vector;
        var sums = stackalloc T[lanes];
        for (var lane = 0; lane < lanes; lane++)
            Lanes1<T>.Store(sums + lane, InTurn<Lanes1<T>>(gradient + (lane * stride), lanes * stride, samples / lanes));
        var whole = samples / Vector * Vector;
        for (var sample = samples / lanes * lanes; sample < whole; sample++)
            sums[sample % Vector] += gradient[sample * stride];
        for (var lane = Vector; lane < lanes; lane++)
            sums[lane % Vector] += sums[lane];

        var sum = T.Zero;
        for (var sample = whole; sample < samples; sample++)
            sum += gradient[sample * stride];
        for (var lane = 0; lane < Vector; lane++)
            sum += sums[lane];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R FourWays<R>(T* gradient, nint stride, int samples)
        where R : unmanaged, IRegister<R, T>
    {
        var terms = samples / Ways;
        var sum = InTurn<R>(gradient, Ways * stride, terms);
        for (var sample = terms * Ways; sample < samples; sample++)
            sum = R.Add(sum, R.Load(gradient + (sample * stride)));
        for (var way = 1; way < Ways; way++)
            sum = R.Add(sum, InTurn<R>(gradient + (way * stride), Ways * stride, terms));
        return sum;
    }

    /// <summary>The sum of terms one after another; fewer than a block never leave the lowest level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R InTurn<R>(T* terms, nint stride, int count)
        where R : unmanaged, IRegister<R, T>
    {
        var sum = R.Broadcast(T.Zero);
        if (count >= Block)
            return Levels<R>(terms, stride, count);
        for (; count > 0; count--, terms += stride)
            sum = R.Add(sum, R.Load(terms));
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static R Levels<R>(T* terms, nint stride, int count)
        where R : unmanaged, IRegister<R, T>
    {
        var none = R.Broadcast(T.Zero);
        var (first, second, third, fourth) = (none, none, none, none);
        for (var done = 1; done <= count; done++, terms += stride)
        {
            first = R.Add(first, R.Load(terms));
            if (done % Block != 0)
                continue;
            second = R.Add(second, first);
            first = none;
            if (done % (Block * Block) != 0)
                continue;
            third = R.Add(third, second);
            second = none;
            if (done % (Block * Block * Block) != 0)
                continue;
            fourth = R.Add(fourth, third);
            third = none;
        }

        return R.Add(R.Add(R.Add(first, second), third), fourth);
    }
}
