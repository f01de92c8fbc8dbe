using System.Globalization;

namespace Sweeps.Core.Definitions;

/// <summary>Thresholds for findings. They are set under <c>findings</c> and are not part of a run's identity.</summary>
/// <remarks>If a threshold is null, the rule has a default that takes chance into account, through the numbers of examples, units and inputs. A threshold that is set is used as it is.</remarks>
public sealed record FindingThresholds
{
    /// <summary>The default below which gradients vanish, with 30 inputs or more and 32 examples or fewer.</summary>
    internal const double UsualVanishing = 0.01;

    /// <summary>The default above which gradients explode, with 30 inputs or fewer.</summary>
    internal const double UsualExploding = 30;

    /// <summary>The thresholds of a definition that sets none.</summary>
    public static FindingThresholds Default { get; } = new();

    /// <summary>Initial loss minus ln V. <value>Default 2.</value></summary>
    public double InitialLoss { get; init; } = 2;

    /// <summary>The fraction of an activation's pre-activations where it is flat. <value>Default null: half of what is not flat by chance.</value></summary>
    public double? Saturated { get; init; }

    /// <summary>The fraction of dead units. <value>Default null: half of what is not silent by chance.</value></summary>
    public double? Dead { get; init; }

    /// <summary>Median of ‖∇W‖/min(1, loss) of a linear layer: below it, gradients vanish. <value>Default null: 0.01, less with many examples or few inputs.</value></summary>
    public double? Vanishing { get; init; }

    /// <summary>‖∇W‖/min(1, loss) of a linear layer: above it, gradients explode. <value>Default null: 30, more with many inputs.</value></summary>
    public double? Exploding { get; init; }

    /// <summary>Median of a weight's update ratios: below it, steps are too small. <value>Default 1e-4.</value></summary>
    public double UpdateRatioLow { get; init; } = 1e-4;

    /// <summary>Median of a weight's update ratios: above it, steps are too large. <value>Default 0.1.</value></summary>
    public double UpdateRatioHigh { get; init; } = 0.1;

    /// <summary>σ₁/Σσ of a hidden layer's output. <value>Default null: 0.5, more with fewer than 32 examples or units.</value></summary>
    public double? RankCollapse { get; init; }

    /// <summary>The names in definitions, with what each sets.</summary>
    internal static IReadOnlyList<ThresholdName> Names { get; } =
    [
        new("initial_loss", "Initial loss minus ln V, above.", t => t.InitialLoss, (t, v) => t with { InitialLoss = v }),
        new("saturated", "Fraction of pre-activations where the activation is flat, above.", t => t.Saturated, (t, v) => t with { Saturated = v }),
        new("dead", "Fraction of dead units, above.", t => t.Dead, (t, v) => t with { Dead = v }),
        new("vanishing", "Median norm of a linear layer's weight gradient over min(1, loss), below.", t => t.Vanishing, (t, v) => t with { Vanishing = v }),
        new("exploding", "Norm of a linear layer's weight gradient over min(1, loss), above.", t => t.Exploding, (t, v) => t with { Exploding = v }),
        new("update_ratio_low", "Median update ratio of a weight, below.", t => t.UpdateRatioLow, (t, v) => t with { UpdateRatioLow = v }),
        new("update_ratio_high", "Median update ratio of a weight, above.", t => t.UpdateRatioHigh, (t, v) => t with { UpdateRatioHigh = v }),
        new("rank_collapse", "σ₁/Σσ of a hidden layer's output, above.", t => t.RankCollapse, (t, v) => t with { RankCollapse = v }),
    ];

    /// <summary>All thresholds in their order, exactly.</summary>
    public override string ToString() => string.Join(' ', Names.Select(name => name.Get(this)?.ToString("R", CultureInfo.InvariantCulture) ?? "default"));
}

/// <summary>A threshold by its name in definitions.</summary>
/// <param name="Get">Its value; null if its default is not one number.</param>
internal sealed record ThresholdName(string Name, string Summary, Func<FindingThresholds, double?> Get, Func<FindingThresholds, double, FindingThresholds> Set);
