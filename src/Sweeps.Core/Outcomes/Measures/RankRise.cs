namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The increase of σ₁/Σσ from the second linear layer to the last hidden one.</summary>
/// <param name="name">The name of the measure.</param>
/// <param name="description">The description, with the steps that are included.</param>
/// <param name="before">Only steps before this one count.</param>
internal sealed class RankRise(string name, string description, int before) : IMeasure
{
    public static RankRise AtStart { get; } = new(
        "rank_rise_start",
        "Increase of σ₁/Σσ from the second linear layer to the last hidden one, mean over the recorded steps among the first hundred. Needs rank_collapse.",
        LossFigures.LongestWindow);

    public static RankRise Overall { get; } = new(
        "rank_rise",
        "Increase of σ₁/Σσ from the second linear layer to the last hidden one, mean over all recorded steps. Needs rank_collapse.",
        int.MaxValue);

    public string Name => name;

    public string Unit => "";

    public string Description => description;

    /// <remarks>The first linear layer reads embeddings and the last one computes the logits, so at least four linear layers are needed.</remarks>
    public object? Of(MeasuredRun run) => Averages.OfFinite(run.Rows("rank_collapse", "ratio")
        .Where(row => row.IsLinear && row.Step < before)
        .GroupBy(row => row.Step)
        .Select(step => step.ToList())
        .Where(layers => layers.Count >= 4)
        .Select(layers => layers[^2].Value - layers[1].Value));
}
