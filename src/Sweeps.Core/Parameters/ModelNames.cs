using System.Collections.Concurrent;
using Sweeps.Core.Text;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The names that the parameters of a network and of its training can have.</summary>
/// <param name="models">The models that there are.</param>
internal sealed class ModelNames(ModelCatalogue models)
{
    private readonly ConcurrentDictionary<ActivationChoice, object> _gains = new();

    /// <summary>The gain that <c>auto</c> means for each activation, as text for users.</summary>
    public string Gains { get; } = string.Join(", ", models.Activations.Select(activation => $"{activation.Name} {activation.GainFormula}"));

    /// <summary>The schemes for which the gain has no effect: <c>normal</c>.</summary>
    public string SchemesWithoutGain { get; } = Wording.OneOf([.. models.Initialisations.Where(one => !one.TakesGain).Select(one => one.Name)]);

    /// <summary>The parametrizations under which weights are standard normal, whatever the scheme: <c>ntk or mean_field</c>.</summary>
    public string NormalParametrizations { get; } = Wording.OneOf([.. models.Parametrizations.Where(one => one.DrawsStandardNormal).Select(one => one.Name)]);

    /// <summary>The scheme of standard normal weights, that of one deviation for every shape; where there is none, the first, since then none acts.</summary>
    public string StandardNormal { get; } =
        (models.Initialisations.FirstOrDefault(one => one.Deviation(1, 1, 1, OptionValues.None).Equals(1.0) && one.Deviation(2, 2, 2, OptionValues.None).Equals(1.0)) ?? models.Initialisations[0]).Name;

    /// <summary>The type of the parameters for biases.</summary>
    public NameType BiasType { get; } = new("zeros", "normal", "none", "discarded", "uniform")
    {
        Hints = () =>
        [
            new("zeros", null, "zero", "zeros_", "true", "yes", "on", "0"),
            new("none", null, "false", "no", "off", "null", "nothing"),
            new("normal", null, "randn", "gaussian", "random"),
            new("discarded", null, "discard", "drawn"),
        ],
    };

    /// <summary>One sentence about each optimizer.</summary>
    public string OptimizerSummaries { get; } = string.Join(' ', models.Optimizers.Select(optimizer => optimizer.Summary));

    /// <summary>One sentence about each schedule, with its name.</summary>
    public string ScheduleSummaries { get; } = "The learning rate over the steps. " + string.Join(' ', models.Schedules.Select(schedule => $"{schedule.Name}: {schedule.Summary}"));

    /// <summary>The gain that <c>auto</c> means: the same object each time, since a cell's values are compared by reference first.</summary>
    public object GainOf(string activation, OptionValues options) =>
        _gains.GetOrAdd(new ActivationChoice(activation, options), key => models.Activations.Get(key.Activation).DefaultGain(key.Options));

    private sealed record ActivationChoice(string Activation, OptionValues Options);
}
