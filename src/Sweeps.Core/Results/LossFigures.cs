using Sweeps.Engine.Kernels;

namespace Sweeps.Core.Results;

/// <summary>What the losses of a run come to. A figure that is not finite is null.</summary>
/// <param name="Initial">Loss of the first step.</param>
/// <param name="Expected">ln V: the loss of one who knows nothing of V symbols.</param>
/// <param name="Start">Mean of the first <see cref="Window"/> steps, or of what there is.</param>
/// <param name="End">Mean of the last <see cref="Window"/> steps, or of what there is.</param>
/// <param name="Difference"><paramref name="End"/> − <paramref name="Start"/>.</param>
public sealed record LossFigures(double? Initial, double Expected, double? Start, double? End, double? Difference)
{
    public const int Window = 100;

    /// <remarks>Means are sums in double precision from the first step to the last, divided once.</remarks>
    public static LossFigures Of(ReadOnlySpan<float> losses, int symbols)
    {
        var window = Math.Min(Window, losses.Length);
        var start = Mean(losses[..window]);
        var end = Mean(losses[^window..]);
        return new(losses.IsEmpty ? null : Finite(losses[0]), Elementary.Log(symbols), start, end, end - start);
    }

    /// <summary>What is left to say of a run that an exception ended.</summary>
    public static LossFigures OfFailed(ReadOnlySpan<float> losses, int symbols) =>
        Of(losses, symbols) with { Start = null, End = null, Difference = null };

    private static double? Mean(ReadOnlySpan<float> losses)
    {
        if (losses.IsEmpty)
            return null;
        var sum = 0.0;
        foreach (var loss in losses)
            sum += loss;
        return Finite(sum / losses.Length);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
