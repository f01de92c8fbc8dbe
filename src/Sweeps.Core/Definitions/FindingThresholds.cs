using System.Globalization;

namespace Sweeps.Core.Definitions;

/// <summary>Beyond which numbers something is said of a run. Settable under <c>findings</c>; not part of a run's identity.</summary>
public sealed record FindingThresholds
{
    public static FindingThresholds Default { get; } = new();

    /// <summary>Initial loss minus ln V. <value>Default 2.</value></summary>
    public double InitialLoss { get; init; } = 2;

    /// <summary>The fraction of an activation's pre-activations where it is flat, at any step looked at. <value>Default 0.5.</value></summary>
    public double Saturated { get; init; } = 0.5;

    /// <summary>The fraction of dead units, at the last step looked at. <value>Default 0.5: in the last layers of sound networks a third may be silent for a whole batch.</value></summary>
    public double Dead { get; init; } = 0.5;

    /// <summary>Median of ‖∇W‖/min(1, loss) of a linear layer: below it, gradients vanish. <value>Default 0.01.</value></summary>
    public double Vanishing { get; init; } = 0.01;

    /// <summary>‖∇W‖/min(1, loss) of a linear layer, at any step looked at: above it, gradients explode. <value>Default 30.</value></summary>
    public double Exploding { get; init; } = 30;

    /// <summary>Median of a weight's update ratios: below it, it barely moves. <value>Default 1e-4.</value></summary>
    public double UpdateRatioLow { get; init; } = 1e-4;

    /// <summary>Above it, steps are too large for what they change. <value>Default 0.1.</value></summary>
    public double UpdateRatioHigh { get; init; } = 0.1;

    /// <summary>σ₁/Σσ of a hidden layer's output at the last step looked at. <value>Default 0.5: one direction outweighs all others together.</value></summary>
    public double RankCollapse { get; init; } = 0.5;

    /// <summary>The names in definitions, with what each sets.</summary>
    internal static IReadOnlyList<ThresholdName> Names { get; } =
    [
        new("initial_loss", "Initial loss minus ln V.", t => t.InitialLoss, (t, v) => t with { InitialLoss = v }),
        new("saturated", "Fraction of pre-activations where the activation is flat.", t => t.Saturated, (t, v) => t with { Saturated = v }),
        new("dead", "Fraction of dead units.", t => t.Dead, (t, v) => t with { Dead = v }),
        new("vanishing", "Median norm of a linear layer's weight gradient over min(1, loss), below.", t => t.Vanishing, (t, v) => t with { Vanishing = v }),
        new("exploding", "Norm of a linear layer's weight gradient over min(1, loss), above.", t => t.Exploding, (t, v) => t with { Exploding = v }),
        new("update_ratio_low", "Median update ratio of a weight, below.", t => t.UpdateRatioLow, (t, v) => t with { UpdateRatioLow = v }),
        new("update_ratio_high", "Median update ratio of a weight, above.", t => t.UpdateRatioHigh, (t, v) => t with { UpdateRatioHigh = v }),
        new("rank_collapse", "σ₁/Σσ of a hidden layer's output, above.", t => t.RankCollapse, (t, v) => t with { RankCollapse = v }),
    ];

    /// <summary>All thresholds in their order, exactly.</summary>
    public override string ToString() => string.Join(' ', Names.Select(name => name.Get(this).ToString("R", CultureInfo.InvariantCulture)));
}

/// <summary>A threshold by its name in definitions.</summary>
internal sealed record ThresholdName(string Name, string Summary, Func<FindingThresholds, double> Get, Func<FindingThresholds, double, FindingThresholds> Set);
