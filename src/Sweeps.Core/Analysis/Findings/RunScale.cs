using Sweeps.Core.Plans;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>The numbers of examples and units over which a run's statistics are computed. The values that statistics have by chance follow from them.</summary>
/// <param name="Examples">The number of examples in a batch.</param>
/// <param name="Units">The number of units in a hidden layer.</param>
/// <param name="Inputs">The number of inputs of the first linear layer.</param>
/// <param name="Distinct">The number of different inputs: no batch can hold more.</param>
internal sealed record RunScale(int Examples, int Units, int Inputs, double Distinct)
{
    /// <summary>The least number of examples in a batch and of units in a layer for default thresholds. With fewer, chance alone gives the values that a fault would give.</summary>
    public const int Fewest = 8;

    /// <summary>The least number of directions for judging rank collapse. With fewer, the outputs of sound layers lie as near to one direction as collapsed ones.</summary>
    public const int FewestDirections = 16;

    /// <summary>The models that its modules are of.</summary>
    public required ModelCatalogue Models { get; init; }

    /// <summary>The options of the run's activation.</summary>
    public OptionValues ActivationOptions { get; init; } = OptionValues.None;

    /// <summary>Whether default thresholds apply.</summary>
    public bool IsEnough => Examples >= Fewest && Units >= Fewest;

    public static RunScale Of(PlannedCell cell)
    {
        var network = cell.Settings.Network;
        var distinct = 1.0;
        for (var i = 0; i < network.Context; i++)
            distinct *= network.VocabularySize;
        if (network.Features > 0)
            distinct = double.PositiveInfinity;
        return new(cell.Settings.Training.BatchSize, network.Width, network.InputUnits, distinct) { Models = cell.Parameters.Set.Models, ActivationOptions = network.ActivationOptions };
    }

    /// <summary>The curve of an activation with the run's options.</summary>
    /// <exception cref="ArgumentException">No activation's modules have this type.</exception>
    public ActivationCurve CurveOf(string moduleType) =>
        Models.ActivationOfType(moduleType)?.Curve(ActivationOptions)
            ?? throw new ArgumentException($"There is no activation whose modules are called '{moduleType}'.", nameof(moduleType));

    /// <summary>The number of inputs of a linear layer.</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Units;

    /// <summary>The greatest number of directions that the outputs of a hidden linear layer can have: limited by the examples, the units, and the inputs with the bias.</summary>
    public int DirectionsOf(int layer) => (int)Math.Min(Math.Min(Examples, Distinct), Math.Min(Units, InputsOf(layer) + 1));
}
