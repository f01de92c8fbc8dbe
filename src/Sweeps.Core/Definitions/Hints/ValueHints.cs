using Sweeps.Core.Text;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Definitions.Hints;

/// <summary>The values of PyTorch, Keras, Lightning and others that people write into definitions.</summary>
internal static class ValueHints
{
    private static readonly string[] Yes = ["true", "yes", "on", "y", "1"];
    private static readonly string[] No = ["false", "no", "off", "n", "0", "null", "nothing", "disabled"];

    public static IReadOnlyList<ValueHint> All { get; } =
    [
        .. Nearest("activation", "activations", EngineModels.Catalogue.Activations),
        new("activation", null, "every hidden layer has an activation", [.. No, "none", "identity", "linear"]),
        new("activation", null, "the logits get a softmax from the loss, and hidden layers have none", "softmax", "log_softmax"),
        new("norm", "layer", null, "layer_norm", "ln", "layer_normalization", "layernormalisation"),
        new("norm", "batch", null, "batch_norm", "bn", "batch_norm_1d", "batch_normalization", "batchnormalisation"),
        new("norm", "none", null, [.. No, "identity"]),
        new("norm", null, $"say which, {Wording.OneOf([.. EngineModels.Catalogue.Norms.Names.Where(name => name is not "none")])}", Yes),
        .. Nearest("norm", "norms", EngineModels.Catalogue.Norms),
        new("normalize_logits", "auto", null, "null", "default", "none"),
        new("residual", "pre_activation", null, [.. Yes, "resnet", "pre_norm", "preln", "pre_act", "preactivation_resnet", "skip"]),
        new("residual", "none", null, No),
        new("residual", "pre_activation_plain", null, "plain", "no_skip", "without_skip"),
        new("optimizer", "adam", null, "torch.optim.Adam"),
        new("optimizer", null, "there are sgd and adam; write optimizer: { kind: sgd, momentum: 0.9 }",
            "adamw", "rmsprop", "adagrad", "adadelta", "adamax", "nadam", "radam", "lion", "lbfgs", "adafactor", "muon", "rprop", "asgd", "nesterov", "lamb", "shampoo"),
        new("optimizer", "sgd", "Momentum is a key beside kind: { kind: sgd, momentum: 0.9 }", "momentum", "sgd_momentum", "sgdm"),
        new("optimizer", "sgd", null, [.. No, "none", "gd", "gradient_descent", "vanilla", "torch.optim.SGD"]),
        .. Scheme("scheme"), .. Scheme("hidden_scheme"), .. Scheme("logits_scheme"),
        .. Bias("bias"), .. Bias("hidden_bias"), .. Bias("logits_bias"),
        new("gain", "auto", "It is the gain of the cell's activation", ["null", "none", "default", "calculate_gain", .. EngineModels.Catalogue.Activations.Names]),
        new("stream", "single", null, "one", "shared", "global"),
        new("stream", "per_layer", null, "layer", "separate", "layerwise"),
        new("layout", "out_in", null, "torch", "pytorch", "nn.Linear"),
        new("layout", "in_out", null, "transposed", "keras", "tensorflow", "jax", "manual"),
        new("arithmetic", "pytorch", null, "torch", "exact", "aten"),
        new("arithmetic", "fast", null, "native", "default", "managed", "none"),
        new("shuffle", "none", null, No),
        new("shuffle", null, "say by which generator and seed: python:42 is Python's random.shuffle, torch:42 is torch.randperm", [.. Yes, "random", "shuffled", "python.random", "numpy", "np"]),
        new("sampling", "epochs", null, "epoch", "shuffle", "shuffled", "without_replacement", "random_sampler", "dataloader", "true"),
        new("sampling", "replacement", null, "with_replacement", "random", "bootstrap", "iid", "randint", "false"),
        new("schedule", "constant", null, [.. No, "none", "fixed", "flat", "const", "constantlr"]),
        new("schedule", "cosine", null, "cosine_annealing", "cosineannealinglr", "cosine_decay", "cos", "annealing"),
        new("schedule", "linear", null, "linearlr", "linear_decay", "polynomial"),
        new("schedule", null, "a step is written { step: { at: 0.5, factor: 0.1 } }, its place as a fraction of the steps", "steplr", "step_decay", "multistep", "multisteplr", "piecewise", "milestones"),
        new("schedule", null, "of the schedules that there are, cosine is the nearest to it", "exponential", "exponentiallr", "plateau", "reduce_on_plateau", "reducelronplateau", "onecycle", "onecyclelr", "warmup", "cosine_with_warmup", "cosine_with_restarts", "inverse_sqrt", "cyclic"),
        new("save", "model", null, [.. Yes, "models", "weights", "all", "best", "last", "checkpoint", "state_dict", "safetensors"]),
        new("save", "none", null, No),
        new("of", "output", null, "outputs", "out", "activation", "activations", "hidden", "features", "forward"),
        new("of", "gradient", null, "grad", "grads", "gradients", "output_gradient", "output_gradients", "backward"),
        new("of", "weight", null, "weights", "w", "parameter", "parameters", "params"),
        new("of", "weight_gradient", null, "weight_grad", "weight_grads", "weight_gradients", "grad_weight", "dw", "parameter_gradient"),
        new("scale", "log", null, "logarithmic", "log10", "geometric", "geom", "exp", "exponential", "loguniform"),
        new("scale", "linear", null, "lin", "arithmetic", "uniform", "none"),
    ];

    private static readonly Dictionary<(string Setting, string Value), ValueHint> ByValue = Index();

    /// <summary>The hint for a value of a setting, by how <see cref="FoldedName"/> writes it.</summary>
    public static ValueHint? Find(string setting, string folded) => ByValue.GetValueOrDefault((setting, folded));

    private static IEnumerable<ValueHint> Nearest(string setting, string plural, IEnumerable<Descriptor> descriptors) => descriptors
        .Where(descriptor => descriptor.NearestOf.Count > 0)
        .Select(descriptor => new ValueHint(setting, null, $"of the {plural} that there are, {descriptor.Name} is the nearest to it", [.. descriptor.NearestOf]));

    private static ValueHint[] Scheme(string setting) =>
    [
        new(setting, "xavier_uniform", null, "xavier", "glorot", "glorot_uniform", "xavier_uniform_", "default"),
        new(setting, "xavier_normal", null, "glorot_normal", "xavier_normal_"),
        new(setting, "kaiming_uniform", null, "he_uniform", "kaiming_uniform_", "msra"),
        new(setting, "kaiming_normal", null, "kaiming", "he", "he_normal", "kaiming_normal_"),
        new(setting, "normal", "It has the standard deviation 1", "gaussian", "randn", "standard_normal", "normal_", "random_normal"),
        new(setting, null, "of the schemes that there are, xavier_uniform is the nearest to it", "lecun", "lecun_normal", "lecun_uniform", "orthogonal", "uniform", "truncated_normal", "trunc_normal", "zeros", "ones", "sparse", "dirac", "eye", "constant"),
    ];

    private static ValueHint[] Bias(string setting) =>
    [
        new(setting, "zeros", null, "zero", "zeros_", "true", "yes", "on", "0"),
        new(setting, "none", null, "false", "no", "off", "null", "nothing"),
        new(setting, "normal", null, "randn", "gaussian", "random"),
        new(setting, "discarded", null, "discard", "drawn"),
    ];

    private static Dictionary<(string Setting, string Value), ValueHint> Index()
    {
        var hints = new Dictionary<(string Setting, string Value), ValueHint>();
        foreach (var hint in All)
            foreach (var value in hint.Values)
                hints.Add((hint.Setting, FoldedName.Of(value)), hint);
        return hints;
    }
}
