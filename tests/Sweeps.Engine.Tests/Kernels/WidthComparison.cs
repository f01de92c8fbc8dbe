using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>Runs a kernel in lanes of every width and compares the bits with those of one lane.</summary>
internal static class WidthComparison
{
    public const int Largest = 70;
    private static readonly int[] Misalignments = [0, 4, 1];
    private static readonly int[] UnitsOfLargeBatches = [1, 7, 16, 30, 33, 64, 70];

    /// <summary>Of how many sizes one is tried, and the seed that chooses which: <c>SWEEPS_KERNEL_SHARE=50:7</c> is for machines that are emulated. Without it every size is.</summary>
    private static readonly (ulong OneIn, ulong Seed) s_share = Share(Environment.GetEnvironmentVariable("SWEEPS_KERNEL_SHARE"));

    /// <summary>Where they first differ, or null.</summary>
    public static string? FirstDifference<T>(KernelEntry kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var memory = new GuardedMemory<T>();
        var number = 0;
        foreach (var size in Sizes(typeof(T) == typeof(float) ? kernel.Sparsity : kernel.SparsityInDouble))
        {
            // Kinds and addresses take turns; 4 and 3 have no common divisor, so all pairs come up.
            var kind = (NumberKind)(number % 4);
            var misalignment = Misalignments[number % 3];
            number++;
            if (!IsChosen(number))
                continue;
            var expected = Results<T, Lanes1<T>>(kernel, memory, size, number, kind, misalignment);
            var difference =
                Difference(expected, Results<T, Lanes128<T>>(kernel, memory, size, number, kind, misalignment), 128)
                ?? Difference(expected, Results<T, Lanes256<T>>(kernel, memory, size, number, kind, misalignment), 256)
                ?? Difference(expected, Results<T, Lanes512<T>>(kernel, memory, size, number, kind, misalignment), 512);
            if (difference is not null)
                return $"{kernel.Name} on {size}, {kind} numbers, {misalignment} bytes past a cache line: {difference}";
        }

        return null;
    }

    public static bool SameBits<T>(T left, T right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(left) ? T.IsNaN(right) : Unsafe.SizeOf<T>() == sizeof(float)
            ? Unsafe.BitCast<T, int>(left) == Unsafe.BitCast<T, int>(right)
            : Unsafe.BitCast<T, long>(left) == Unsafe.BitCast<T, long>(right);

    /// <summary>All pairs of units and samples up to the largest (or every so many-th), and some batches of 300.</summary>
    private static IEnumerable<KernelSize> Sizes(int sparsity)
    {
        for (var units = 1; units <= Largest; units++)
            for (var samples = 1; samples <= Largest; samples++)
                if ((units + samples) % sparsity == 0)
                    yield return new(units, InputsFor(units, samples), samples);
        foreach (var units in UnitsOfLargeBatches)
            yield return new(units, InputsFor(units, 300), 300);
    }

    private static (ulong OneIn, ulong Seed) Share(string? text)
    {
        if (text is null)
            return (1, 0);
        var parts = text.Split(':');
        return (ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>By the finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators), whose low bits are as good as its high ones.</summary>
    private static bool IsChosen(int number)
    {
        var mixed = (s_share.Seed * 0x9E3779B97F4A7C15) + (ulong)number;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) % s_share.OneIn == 0;
    }

    private static int InputsFor(int units, int samples) => 1 + (((units * 37) + (samples * 11)) % Largest);

    private static T[] Results<T, V>(KernelEntry kernel, GuardedMemory<T> memory, KernelSize size, int seed, NumberKind kind, int misalignment)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        memory.Begin((ulong)seed, kind, misalignment);
        kernel.Run<T, V>(memory, size);
        return memory.Results();
    }

    private static string? Difference<T>(T[] expected, T[] actual, int bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        if (MemoryMarshal.AsBytes<T>(expected).SequenceEqual(MemoryMarshal.AsBytes<T>(actual)))
            return null;
        for (var i = 0; i < expected.Length; i++)
        {
            if (!SameBits(expected[i], actual[i]))
                return string.Create(CultureInfo.InvariantCulture, $"number {i} is {actual[i]:R} in lanes of {bits} bits and {expected[i]:R} by itself");
        }

        return null;
    }
}
