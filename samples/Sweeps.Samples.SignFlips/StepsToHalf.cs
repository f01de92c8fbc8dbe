using Sweeps.Core.Outcomes.Measures;

namespace Sweeps.Samples.SignFlips;

/// <summary>A measure of a plugin: the first step whose loss is at most half the first one; null if there is none.</summary>
public sealed class StepsToHalf : IMeasure
{
    public string Name => "steps_to_half";

    public string Unit => "steps";

    public string Description => "The first step whose loss is at most half the first one.";

    public MeasureDirection Better => MeasureDirection.Lower;

    public object? Of(MeasuredRun run)
    {
        var losses = run.Losses.Span;
        for (var step = 0; step < losses.Length; step++)
            if (losses[step] <= losses[0] / 2)
                return (double)step;
        return null;
    }
}
