using Sweeps.Engine.Tests.Kernels.Entries;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels.Accuracy;

/// <summary>A float32 function's largest error over bit patterns, in units in the last place of the true value.</summary>
internal static unsafe class AccuracySurvey
{
    private const int Chunk = 4096;
    private const int Neighbours = 3000;

    /// <summary>Where the error is largest, among every so many-th number of both signs and the neighbours of the thresholds.</summary>
    /// <param name="size">Where the truth is less than this in magnitude, the unit is one in this one's last place.</param>
    public static (double Error, float At, float Result) Worst<TFunction>(
        Func<double, double> truth, Func<double, double> size, long every, params float[] thresholds)
        where TFunction : IFunction =>
        Patterns(every, thresholds).Chunk(Chunk).Select(chunk => WorstOf<TFunction>(truth, size, chunk)).MaxBy(w => w.Error);

    public static float Apply<TFunction>(float x)
        where TFunction : IFunction
    {
        var values = stackalloc float[Lanes512<float>.Count];
        new Span<float>(values, Lanes512<float>.Count).Fill(x);
        FunctionEntry<TFunction>.Apply<float, Lanes512<float>>(values, values, Lanes512<float>.Count);
        return values[0];
    }

    // Beyond the largest number the spacing stays.
    private static double Error(double truth, float result, double size)
    {
        if (double.IsNaN(truth) || float.IsNaN(result))
            return double.IsNaN(truth) && float.IsNaN(result) ? 0 : double.PositiveInfinity;
        var limit = Math.ScaleB(1, 128);
        var expected = Math.Clamp(truth, -limit, limit);
        var actual = Math.Clamp(result, -limit, limit);
        var unit = Math.Max(Math.Abs(expected), size);
        var exponent = unit == 0 ? -126 : Math.Clamp(Math.ILogB(unit), -126, 127);
        return Math.Abs(expected - actual) / Math.ScaleB(1, exponent - 23);
    }

    private static (double Error, float At, float Result) WorstOf<TFunction>(Func<double, double> truth, Func<double, double> size, float[] numbers)
        where TFunction : IFunction
    {
        Array.Resize(ref numbers, Chunk);
        var results = new float[Chunk];
        fixed (float* x = numbers, y = results)
            FunctionEntry<TFunction>.Apply<float, Lanes512<float>>(x, y, Chunk);
        var worst = (Error: -1.0, At: 0f, Result: 0f);
        for (var i = 0; i < Chunk; i++)
        {
            var error = Error(truth(numbers[i]), results[i], size(numbers[i]));
            if (error > worst.Error)
                worst = (error, numbers[i], results[i]);
        }

        return worst;
    }

    private static IEnumerable<float> Patterns(long every, float[] thresholds)
    {
        for (var pattern = 0L; pattern <= uint.MaxValue; pattern += every)
            yield return BitConverter.UInt32BitsToSingle((uint)pattern);
        foreach (var threshold in thresholds)
        {
            var centre = BitConverter.SingleToInt32Bits(threshold);
            for (var distance = -Neighbours; distance <= Neighbours; distance++)
                yield return BitConverter.Int32BitsToSingle(centre + distance);
        }
    }
}
