namespace Sweeps.Core.Parameters.Hints;

/// <summary>The form of a section, for a message about a section that was given a single value.</summary>
/// <param name="Main">The parameter that a single value means; null if it means none.</param>
/// <param name="Example">The section as it can be written.</param>
internal sealed record SectionForm(string? Main, string Example)
{
    private static readonly Dictionary<string, SectionForm> BySection = new(StringComparer.Ordinal)
    {
        ["dataset"] = new("dataset.source", "dataset: { source: names }"),
        ["dataset.split"] = new(null, "split: { train: 0.8, valid: 0.1, test: 0.1 }"),
        ["model"] = new(null, "model: { depth: 6, width: 30, activation: relu }"),
        ["model.init"] = new("model.init.scheme", "init: { scheme: xavier_uniform }"),
        ["model.init.overrides"] = new(null, "overrides: { logits: { weight_scale: 0.01 } }"),
        ["model.init.overrides.hidden"] = new("model.init.overrides.hidden.scheme", "hidden: { scheme: xavier_uniform }"),
        ["model.init.overrides.logits"] = new("model.init.overrides.logits.scheme", "logits: { scheme: xavier_uniform }"),
        ["model.batch_norm"] = new(null, "norm: batch, batch_norm: { momentum: 0.1, eps: 1e-5 }"),
        ["model.layer_norm"] = new(null, "norm: layer, layer_norm: { eps: 1e-5 }"),
        ["model.rms_norm"] = new(null, "norm: rms, rms_norm: { eps: 1e-6 }"),
        ["train"] = new(null, "train: { steps: 2000, lr: 0.2 }"),
        ["train.lr_of"] = new(null, "lr_of: { embedding: 0.5, logits: 0.1 }"),
        ["train.weight_decay_of"] = new(null, "weight_decay_of: { norm: 0, embedding: 0 }"),
        ["train.optimizer"] = new("train.optimizer.kind", "optimizer: { kind: sgd, momentum: 0.9 }"),
        ["grid"] = new(null, "grid: { lr: [0.1, 0.2] }"),
        ["evaluate"] = new(null, "evaluate: { every: 100, splits: [train, valid] }"),
        ["summary"] = new(null, "summary: { rows: [lr], values: [loss_end] }"),
        ["measures"] = new(null, "measures: { early: { of: loss, take: { mean_first: 50 } } }"),
        ["findings"] = new(null, "findings: { dead: 0.5 }"),
    };

    public static IReadOnlyCollection<string> Names => BySection.Keys;

    public static SectionForm? Of(string section) => BySection.GetValueOrDefault(section);
}
