using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweeps.Engine.Kernels;

/// <summary>
/// The sums over samples that give a bias's gradient, in the order of ATen's sum over a matrix's rows with AVX2, which depends on the
/// column. In whole groups of 32 units (of 4, where there are fewer than 8) the samples are added one after another; in what is left of
/// the units there are four sums, over the samples 4i, 4i + 1, 4i + 2 and 4i + 3, added in that order. "One after another" is a cascade:
/// sixteen terms make a block, sixteen blocks one of the next level, and at the end the levels are added from the lowest, an unfinished
/// block first. A layer of a single unit has 32 sums, over every 32nd sample: see <see cref="Single"/>.
/// </summary>
internal static unsafe class BiasGradient
{
    private const int Block = 16;
    private const int BlockPower = 4;
    private const int Levels = 4;
    private const int Group = 32;
    private const int SmallGroup = 4;
    private const int Vector = 8;
    private const int Ways = 4;

    /// <summary>Units whose samples are added one after another: whole groups.</summary>
    public static int GroupedUnits(int units) => units < Vector ? units / SmallGroup * SmallGroup : units / Group * Group;

    /// <summary>Columns that the blocks of so many samples take.</summary>
    public static int Blocks(int samples) => (samples + Block - 1) / Block;

    /// <summary>Writes, for every sample, a one into the column of its block and zeros into the others.</summary>
    /// <param name="columns">The first column of the first sample.</param>
    /// <param name="samples">Those that count.</param>
    /// <param name="stride">Samples and padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mark<T>(T* columns, int sampleStride, int samples, int stride)
        where T : unmanaged, INumberBase<T>
    {
        var blocks = Blocks(stride);
        for (var sample = 0; sample < stride; sample++)
        {
            var row = columns + (sample * sampleStride);
            for (var block = 0; block < blocks; block++)
                row[block] = sample < samples && sample / Block == block ? T.One : T.Zero;
        }
    }

    /// <summary>For grouped units: adds the sums of a unit's blocks into the first column and clears the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold<T>(T* columns, int unitStride, int units, int samples)
        where T : unmanaged, INumberBase<T>
    {
        var whole = samples / Block;
        var blocks = Blocks(samples);
        for (var unit = 0; unit < units; unit++)
        {
            var sums = columns + (unit * unitStride);
            sums[0] = whole < Block ? FirstLevels(sums, whole, blocks) : AllLevels(sums, whole, blocks);
            for (var block = 1; block < blocks; block++)
                sums[block] = T.Zero;
        }
    }

    // Fewer than sixteen blocks never leave the second level.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T FirstLevels<T>(T* sums, int whole, int blocks)
        where T : unmanaged, INumberBase<T>
    {
        var second = T.Zero;
        for (var block = 0; block < whole; block++)
            second += sums[block];
        return (whole < blocks ? sums[whole] : T.Zero) + second;
    }

    private static T AllLevels<T>(T* sums, int whole, int blocks)
        where T : unmanaged, INumberBase<T>
    {
        var cascade = stackalloc T[Levels];
        new Span<T>(cascade, Levels).Clear();
        for (var block = 0; block < whole; block++)
        {
            cascade[0] = sums[block];
            Carry(cascade, 1, block + 1);
        }

        cascade[0] = whole < blocks ? sums[whole] : T.Zero;
        Total(cascade, 1);
        return cascade[0];
    }

    /// <summary>
    /// For the only unit of a layer: its samples lie side by side, and ATen adds four vectors of eight at a time. Vectors that are left go
    /// to the first of the four, then the four are added; single samples that are left are added first, then the eight numbers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Single<T>(T* row, int samples)
        where T : unmanaged, INumberBase<T>
    {
        const int lanes = Ways * Vector;
        var cascade = stackalloc T[Levels * lanes];
        new Span<T>(cascade, Levels * lanes).Clear();
        var terms = samples / lanes;
        for (var term = 0; term < terms; term++)
        {
            for (var lane = 0; lane < lanes; lane++)
                cascade[lane] += row[(term * lanes) + lane];
            if ((term + 1) % Block == 0)
                Carry(cascade, lanes, (term + 1) / Block);
        }

        Total(cascade, lanes);
        var whole = samples / Vector * Vector;
        for (var sample = terms * lanes; sample < whole; sample++)
            cascade[sample % Vector] += row[sample];
        for (var lane = Vector; lane < lanes; lane++)
            cascade[lane % Vector] += cascade[lane];

        var sum = T.Zero;
        for (var sample = whole; sample < samples; sample++)
            sum += row[sample];
        for (var lane = 0; lane < Vector; lane++)
            sum += cascade[lane];
        return sum;
    }

    /// <summary>For the units that are left: four sums each.</summary>
    /// <param name="gradient">A row of samples per unit.</param>
    /// <param name="result">Each unit's sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FourWays<T>(T* gradient, int stride, T* result, int resultStride, int units, int samples)
        where T : unmanaged, INumberBase<T>
    {
        for (var unit = 0; unit < units; unit++)
        {
            var row = gradient + (unit * stride);
            result[unit * resultStride] = typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated && samples / Ways < Block
                ? T.CreateTruncating(FourWaysVector((float*)row, samples))
                : FourWaysScalar(row, samples);
        }
    }

    internal static T FourWaysScalar<T>(T* row, int samples)
        where T : unmanaged, INumberBase<T>
    {
        var cascade = stackalloc T[Levels * Ways];
        new Span<T>(cascade, Levels * Ways).Clear();
        var terms = samples / Ways;
        for (var term = 0; term < terms; term++)
        {
            for (var way = 0; way < Ways; way++)
                cascade[way] += row[(term * Ways) + way];
            if ((term + 1) % Block == 0)
                Carry(cascade, Ways, (term + 1) / Block);
        }

        Total(cascade, Ways);
        for (var sample = terms * Ways; sample < samples; sample++)
            cascade[0] += row[sample];
        for (var way = 1; way < Ways; way++)
            cascade[0] += cascade[way];
        return cascade[0];
    }

    // Fewer than sixteen terms never leave the lowest level.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float FourWaysVector(float* row, int samples)
    {
        var sums = Vector128<float>.Zero;
        var sample = 0;
        for (; sample + Ways <= samples; sample += Ways)
            sums += Vector128.Load(row + sample);
        var first = sums[0];
        for (; sample < samples; sample++)
            first += row[sample];
        return first + sums[1] + sums[2] + sums[3];
    }

    /// <summary>After a block: its sum goes up a level, and on where a level is full.</summary>
    private static void Carry<T>(T* cascade, int ways, int blocksDone)
        where T : unmanaged, INumberBase<T>
    {
        for (var level = 1; level < Levels; level++)
        {
            for (var way = 0; way < ways; way++)
            {
                cascade[(level * ways) + way] += cascade[((level - 1) * ways) + way];
                cascade[((level - 1) * ways) + way] = T.Zero;
            }

            if ((blocksDone & ((Block - 1) << ((level - 1) * BlockPower))) != 0)
                return;
        }
    }

    private static void Total<T>(T* cascade, int ways)
        where T : unmanaged, INumberBase<T>
    {
        for (var level = 1; level < Levels; level++)
            for (var way = 0; way < ways; way++)
                cascade[way] += cascade[(level * ways) + way];
    }
}
