namespace Sweeps.Core.Journals;

/// <summary>The parameters of records before version 4, which stored values by position. The order must not change: stored journals depend on it.</summary>
internal static class EarlierParameters
{
    /// <summary>The short names of the parameters. A record may have fewer values.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "activation", "norm", "residual", "depth", "width", "gain", "lr", "steps", "batch_size", "seed", "embedding", "normalize_logits",
        "bn_momentum", "bn_eps", "bn_bessel", "bn_calibrate", "bn_spread", "scheme", "stream", "layout", "bias", "hidden_scheme", "hidden_gain",
        "hidden_weight_scale", "hidden_bias", "hidden_bias_scale", "logits_scheme", "logits_gain", "logits_weight_scale", "logits_bias",
        "logits_bias_scale", "sampling", "optimizer", "momentum", "weight_decay", "schedule", "penalty", "source", "shuffle", "context",
        "split_train", "split_valid", "split_test", "evaluate_train", "arithmetic",
    ];
}
