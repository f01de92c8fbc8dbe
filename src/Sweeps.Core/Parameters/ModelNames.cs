using System.Collections.Concurrent;
using Sweeps.Core.Text;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The names that the parameters of a network and of its training can have.</summary>
internal sealed class ModelNames
{
    private readonly ConcurrentDictionary<(string Activation, OptionValues Options), object> _gains = new();

    /// <summary>The gain that <c>auto</c> means for each activation, as text for users.</summary>
    public string Gains { get; } = string.Join(", ", EngineModels.Catalogue.Activations.Select(activation => $"{activation.Name} {activation.GainFormula}"));

    /// <summary>The schemes for which the gain has no effect: <c>normal</c>.</summary>
    public string SchemesWithoutGain { get; } = Wording.OneOf([.. EngineModels.Catalogue.Initialisations.Where(one => !one.TakesGain).Select(one => one.Name)]);

    public IReadOnlyList<string> Biases { get; } = ["zeros", "normal", "none", "discarded"];

    /// <summary>One sentence about each optimizer.</summary>
    public string OptimizerSummaries { get; } = string.Join(' ', EngineModels.Catalogue.Optimizers.Select(optimizer => optimizer.Summary));

    /// <summary>One sentence about each schedule, with its name.</summary>
    public string ScheduleSummaries { get; } = "The learning rate over the steps. " + string.Join(' ', EngineModels.Catalogue.Schedules.Select(schedule => $"{schedule.Name}: {schedule.Summary}"));

    /// <summary>The gain that <c>auto</c> means: the same object each time, since a cell's values are compared by reference first.</summary>
    public object GainOf(string activation, OptionValues options) =>
        _gains.GetOrAdd((activation, options), static key => EngineModels.Catalogue.Activations.Get(key.Activation).DefaultGain(key.Options));
}
