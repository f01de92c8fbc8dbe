using System.Collections.Concurrent;

namespace Sweeps.Training.Catalogues;

/// <summary>Everything that definitions can choose by name, as one engine supports it.</summary>
public sealed record ModelCatalogue
{
    private readonly ConcurrentDictionary<string, ActivationCurve?> _curves = new(StringComparer.Ordinal);

    /// <summary>For <c>model.activation</c>.</summary>
    public required Catalogue<ActivationDescriptor> Activations { get; init; }

    /// <summary>For <c>model.norm</c>.</summary>
    public required Catalogue<NormDescriptor> Norms { get; init; }

    /// <summary>For <c>train.optimizer.kind</c>.</summary>
    public required Catalogue<OptimizerDescriptor> Optimizers { get; init; }

    /// <summary>For <c>model.init.scheme</c> and the schemes of layers.</summary>
    public required Catalogue<InitialisationDescriptor> Initialisations { get; init; }

    /// <summary>For <c>train.schedule</c>.</summary>
    public required Catalogue<ScheduleDescriptor> Schedules { get; init; }

    /// <summary>For <c>model.parametrization</c>.</summary>
    public required Catalogue<ParametrizationDescriptor> Parametrizations { get; init; }

    /// <summary>For tasks.</summary>
    public required Catalogue<LossDescriptor> Losses { get; init; }

    /// <summary>The activation whose modules have this type; null if there is none.</summary>
    public ActivationDescriptor? ActivationOfType(string moduleType) =>
        Activations.FirstOrDefault(activation => string.Equals(activation.ModuleType, moduleType, StringComparison.Ordinal));

    /// <summary>The curve of the activation whose modules have this type, with its default options; null if there is none.</summary>
    public ActivationCurve? CurveOfType(string moduleType) =>
        _curves.GetOrAdd(moduleType, type => ActivationOfType(type)?.Curve(OptionValues.None));
}
