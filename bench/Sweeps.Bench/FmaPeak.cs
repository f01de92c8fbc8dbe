using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Bench;

/// <summary>What a core can do: fused multiply-adds in float32 that wait for nothing, in vectors of the processor's width.</summary>
internal static class FmaPeak
{
    private const int Sums = 10;
    private const int Rounds = 200_000;
    private const int Repetitions = 50;
    private static readonly Lazy<double> s_flopsPerSecond = new(Measure);

    /// <summary>Float32 operations per second; a fused multiply-add counts as two.</summary>
    public static double FlopsPerSecond => s_flopsPerSecond.Value;

    private static double Measure() => Vector512.IsHardwareAccelerated ? Measure<Lanes512<float>>()
        : Vector256.IsHardwareAccelerated ? Measure<Lanes256<float>>()
        : Measure<Lanes128<float>>();

    private static double Measure<V>()
        where V : unmanaged, ILanes<V, float>
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < Repetitions; i++)
        {
            var started = Stopwatch.GetTimestamp();
            GC.KeepAlive(Run<V>());
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return 2.0 * V.Count * Sums * Rounds / best;
    }

    // Ten sums: enough for two units of four cycles' latency, few enough for sixteen registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe float Run<V>()
        where V : unmanaged, ILanes<V, float>
    {
        var factor = V.Of(0.999);
        V a = factor, b = factor, c = factor, d = factor, e = factor, f = factor, g = factor, h = factor, i = factor, j = factor;
        for (var round = 0; round < Rounds; round++)
        {
            a = V.Fma(a, factor, factor);
            b = V.Fma(b, factor, factor);
            c = V.Fma(c, factor, factor);
            d = V.Fma(d, factor, factor);
            e = V.Fma(e, factor, factor);
            f = V.Fma(f, factor, factor);
            g = V.Fma(g, factor, factor);
            h = V.Fma(h, factor, factor);
            i = V.Fma(i, factor, factor);
            j = V.Fma(j, factor, factor);
        }

        var sum = stackalloc float[V.Count];
        V.Store(sum, a + b + c + d + e + f + g + h + i + j);
        return sum[0];
    }
}
