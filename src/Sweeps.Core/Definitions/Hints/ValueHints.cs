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
        .. Of("activation", "activations", EngineModels.Catalogue.Activations),
        new("activation", "identity", null, No),
        new("activation", null, "the logits get a softmax from the loss, and hidden layers have none", "softmax", "log_softmax"),
        new("norm", "none", null, [.. No, "identity"]),
        new("norm", null, $"say which, {Wording.OneOf([.. EngineModels.Catalogue.Norms.Names.Where(name => name is not "none")])}", Yes),
        .. Of("norm", "norms", EngineModels.Catalogue.Norms),
        new("normalize_logits", "auto", null, "null", "default", "none"),
        new("residual", "pre_activation", null, [.. Yes, "resnet", "pre_norm", "preln", "pre_act", "preactivation_resnet", "skip"]),
        new("residual", "none", null, No),
        new("residual", "pre_activation_plain", null, "plain", "no_skip", "without_skip"),
        .. Of("optimizer", "optimizers", EngineModels.Catalogue.Optimizers),
        new("optimizer", null, $"there are {Wording.AllOf([.. EngineModels.Catalogue.Optimizers.Names])}; write optimizer: {{ kind: sgd, momentum: 0.9 }}",
            "adamw", "rmsprop", "adagrad", "adadelta", "adamax", "nadam", "radam", "lion", "lbfgs", "adafactor", "muon", "rprop", "asgd", "nesterov", "lamb", "shampoo"),
        new("optimizer", "sgd", "Momentum is a key beside kind: { kind: sgd, momentum: 0.9 }", "momentum", "sgd_momentum", "sgdm"),
        new("optimizer", "sgd", null, [.. No, "none", "gd", "gradient_descent", "vanilla", "torch.optim.SGD"]),
        .. new[] { "scheme", "hidden_scheme", "logits_scheme" }.SelectMany(setting => Of(setting, "schemes", EngineModels.Catalogue.Initialisations)),
        .. Of("schedule", "schedules", EngineModels.Catalogue.Schedules),
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
        new("schedule", "constant", null, [.. No, "none"]),
        new("schedule", null, "a step is written { step: { at: 0.5, factor: 0.1 } }, its place as a fraction of the steps", "steplr", "step_decay", "multistep", "multisteplr", "piecewise", "milestones"),
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

    private static IEnumerable<ValueHint> Of(string setting, string plural, IReadOnlyList<Descriptor> descriptors) =>
    [
        .. descriptors.Where(descriptor => descriptor.CalledElsewhere.Count > 0)
            .Select(descriptor => new ValueHint(setting, descriptor.Name, null, [.. descriptor.CalledElsewhere])),
        .. descriptors.Where(descriptor => descriptor.NearestOf.Count > 0)
            .Select(descriptor => new ValueHint(setting, null, $"of the {plural} that there are, {descriptor.Name} is the nearest to it", [.. descriptor.NearestOf])),
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
