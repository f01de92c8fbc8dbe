using System.Collections.Concurrent;
using Sweeps.Core.Text;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The names that the parameters of a network and of its training can have.</summary>
internal sealed class ModelNames
{
    private readonly ConcurrentDictionary<(string Activation, OptionValues Options), object> _gains = new();

    /// <summary>The gain that <c>auto</c> stands for with each activation, as people write it.</summary>
    public string Gains { get; } = string.Join(", ", EngineModels.Catalogue.Activations.Select(activation => $"{activation.Name} {activation.GainFormula}"));

    /// <summary>The schemes that no gain has an effect on: <c>normal</c>.</summary>
    public string SchemesWithoutGain { get; } = Wording.OneOf([.. EngineModels.Catalogue.Initialisations.Where(one => !one.TakesGain).Select(one => one.Name)]);

    public IReadOnlyList<string> Biases { get; } = ["zeros", "normal", "none", "discarded"];

    /// <summary>What each optimizer is, a sentence each.</summary>
    public string OptimizerSummaries { get; } = string.Join(' ', EngineModels.Catalogue.Optimizers.Select(optimizer => optimizer.Summary));

    /// <summary>What each schedule is, with its name.</summary>
    public string ScheduleSummaries { get; } = "The learning rate over the steps. " + string.Join(' ', EngineModels.Catalogue.Schedules.Select(schedule => $"{schedule.Name}: {schedule.Summary}"));

    /// <summary>The gain that <c>auto</c> stands for: the same object each time, since a cell's values are compared by reference first.</summary>
    public object GainOf(string activation, OptionValues options) =>
        _gains.GetOrAdd((activation, options), static key => EngineModels.Catalogue.Activations.Get(key.Activation).DefaultGain(key.Options));
}
