using System.Globalization;
using Sweeps.Core.Outcomes;

namespace Sweeps.Cli.Output;

/// <summary>Losses of a completed run in words, with the steps that they are means over.</summary>
internal static class LossText
{
    /// <summary><c>loss 2.8412 -> 2.3691 (means of 100 steps)</c></summary>
    public static string StartAndEnd(RunOutcome outcome)
    {
        if (outcome.Losses.Difference is null)
            return $"loss {Quantity.Loss(outcome.Losses.End)} (one step)";
        var over = outcome.LossWindow == 1 ? "first and last step" : string.Create(CultureInfo.InvariantCulture, $"means of {outcome.LossWindow} steps");
        var exploded = outcome.Flags.Exploded is true ? ", exploded" : "";
        return $"loss {Quantity.Loss(outcome.Losses.Start)} -> {Quantity.Loss(outcome.Losses.End)} ({over}){exploded}";
    }

    /// <summary><c>mean of the first 100 steps</c></summary>
    /// <param name="which">First or last.</param>
    public static string Window(RunOutcome outcome, string which) => outcome.LossWindow == 1
        ? $"of the {which} step"
        : string.Create(CultureInfo.InvariantCulture, $"mean of the {which} {outcome.LossWindow} steps");
}
