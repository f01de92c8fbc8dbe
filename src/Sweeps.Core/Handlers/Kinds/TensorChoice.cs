using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>A tensor that a handler observes.</summary>
internal readonly record struct Target(ModuleInfo Module, TensorKinds Tensor);

/// <summary>The tensors of a network that options choose, in forward order of modules; within a module: output, gradient, weight, weight gradient.</summary>
internal sealed class TensorChoice
{
    private static readonly TensorKinds[] s_order = [TensorKinds.Output, TensorKinds.OutputGradient, TensorKinds.Weight, TensorKinds.WeightGradient];
    private readonly IReadOnlyList<string> _groups;
    private Target[]? _targets;

    public TensorChoice(TensorKinds kinds, IReadOnlyList<string> groups)
    {
        Kinds = kinds;
        _groups = groups;
    }

    /// <summary>Initializes the choice from the options <c>of</c> and <c>modules</c>.</summary>
    public TensorChoice(HandlerOptions options)
        : this(options.Names("of").Aggregate(TensorKinds.None, (kinds, name) => kinds | TensorNames.Parse(name)), options.Names("modules"))
    {
    }

    public TensorKinds Kinds { get; }

    public static HandlerOption Of(params string[] byDefault) =>
        new("of", OptionType.Names, byDefault, "The tensors to look at.", Allowed: TensorNames.All);

    public static HandlerOption Modules { get; } =
        new("modules", OptionType.Names, new[] { ModuleGroups.Auto },
            "The modules whose tensors to observe. auto: of activations and linear layers for output and gradient, of embeddings and linear layers for weight and weight_gradient. Parameters of activations and norms are not recorded.",
            Allowed: [ModuleGroups.Auto, .. ModuleGroups.All]);

    /// <summary>A message about a problem of the options <c>of</c> and <c>modules</c>, or null.</summary>
    public static string? Problem(HandlerOptions options) =>
        options.Names("of").All(name => TensorNames.Parse(name) is TensorKinds.Weight or TensorKinds.WeightGradient)
        && options.Names("modules").All(name => name is "norm" or "activation")
            ? "Nothing is chosen: of norms and activations only output and gradient are recorded."
            : null;

    /// <summary>The chosen tensors of this run's network. They are found once, since a network does not change.</summary>
    public ReadOnlySpan<Target> In(IStepView step) => _targets ??= Find(step);

    private Target[] Find(IStepView step)
    {
        var found = new List<Target>();
        foreach (var module in step.Modules)
            foreach (var tensor in s_order)
                if (Kinds.HasFlag(tensor) && ModuleGroups.Include(_groups, module, tensor) && step.Has(module, tensor))
                    found.Add(new Target(module, tensor));
        return [.. found];
    }
}
