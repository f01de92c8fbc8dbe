namespace Sweeps.Core.Outcomes.Measures;

/// <summary>By how much σ₁/Σσ grows from the second linear layer to the last hidden one.</summary>
/// <param name="name">Of the measure.</param>
/// <param name="description">What it is, with the steps that it is over.</param>
/// <param name="before">Only steps before this one count.</param>
internal sealed class RankRise(string name, string description, int before) : IMeasure
{
    public static RankRise AtStart { get; } = new(
        "rank_rise_start",
        "By how much σ₁/Σσ grows from the second linear layer to the last hidden one, mean over the recorded steps among the first hundred. Needs rank_collapse.",
        LossFigures.LongestWindow);

    public static RankRise Overall { get; } = new(
        "rank_rise",
        "By how much σ₁/Σσ grows from the second linear layer to the last hidden one, mean over all recorded steps. Needs rank_collapse.",
        int.MaxValue);

    public string Name => name;

    public string Unit => "";

    public string Description => description;

    /// <remarks>The first linear layer sees embeddings and the last one gives the logits, so that there have to be four.</remarks>
    public object? Of(MeasuredRun run) => Averages.OfFinite(run.Rows("rank_collapse", "ratio")
        .Where(row => row.IsLinear && row.Step < before)
        .GroupBy(row => row.Step)
        .Select(step => step.ToList())
        .Where(layers => layers.Count >= 4)
        .Select(layers => layers[^2].Value - layers[1].Value));
}
